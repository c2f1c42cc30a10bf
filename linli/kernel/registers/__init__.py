"""Registers in and out: lists that people keep in Excel, with the same rules in each app.

An app describes a register once (`definition`). From that come the template, the dry run that
names every bad row by line, column and reason, the import in short transactions that is
finished or rolled back but never left half done, its undo, and the export with purpose and
watermark.
"""
