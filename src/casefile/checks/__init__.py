"""What an attorney would ask before taking the case: one rule a function, listed in the CHECKS table.

Owns weaknesses, which stop no work. What makes a case unreadable or its claim impossible is found further down.
"""
