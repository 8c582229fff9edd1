"""Places of China, and where a public body has its seat: level, region, province."""
