"""A small brand for tests, over measures of the lower apps."""

SMALL = '''
schema = 1
key = "small"
motif = "path"
names = { zh = "小步", hant = "小步", en = "Small Steps" }
slogan = "一步一步"
promise = "说到做到"
colours = { main = "#0b6b4f", second = "#f0b03a" }

[[pillars]]
key = "tidy"
names = { zh = "整洁", en = "Tidy" }
seal = "整"
promise = "楼道没有杂物"

[[pillars.counts]]
label = { zh = "办结的事", en = "settled" }
measure = "cases.closed"
period = "year"
plan = 10

[[plan]]
key = "sweep"
text = { zh = "清一遍楼道", en = "Sweep the stairs" }
pillar = "tidy"
owner = "物业"
due = "06-30"

[[figures]]
key = "grids"
label = { zh = "网格", en = "Grids" }
says = { zh = "{n}个网格", en = "{n} grids" }
measure = "places.grids"

[[figures]]
key = "area"
label = { zh = "面积", en = "Area" }
says = { zh = "{n}平方公里", en = "{n} square kilometres" }
measure = "places.facts"
by = { key = "area_km2" }
rule = "about"
digits = 3

[[bulletins]]
key = "year"
title = { zh = "小步一年", en = "A year of small steps" }
period = "year"

[bulletins.text]
zh = """
# 家底
{{ community }}有{{ figure "grids" }}，面积{{ figure "area" }}。

- {{ exact "area" }}
"""
'''
