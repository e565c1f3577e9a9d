"""The portfolio as a static site: what is owed by age, what is to be done, and a page a case. For us alone.

Every figure is the claim's or the follow-up's own; here they are only shown. Asks for nothing outside its folder, and
links the files of the cases. All that is written is escaped: names, titles and evidence are
others' words.
"""
