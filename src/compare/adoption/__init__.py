"""What became of each measure of each template in each document."""
