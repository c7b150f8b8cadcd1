"""A `Reading` as a page: the article with the evidence in it, beside its arc; and in short, for a notebook's output."""

from analysis.reader.page import Page, render_article
from analysis.reader.summary import render_summary

__all__ = ["Page", "render_article", "render_summary"]
