"""The words for codes, in Chinese and English."""
