"""How fast, how big, how exact: `python -m benchmarks` measures against what a user would do
instead.
"""
