"""The texts of the product: English in code and templates, Chinese in each package's catalogue.

`zh_Hans` is written by people, `zh_Hant` is derived from it and committed, so that the product
needs no converter to run.
"""
