"""A second calculation of what is owed, deliberately naive: day by day, sharing no code with the first.

Written from the law and from what the terms say, regime by regime, as plain tables; it loops over days and adds exact
fractions of the smallest unit of money. It shares nothing with the product but the reference rates, whose files it
reads by itself.
"""
