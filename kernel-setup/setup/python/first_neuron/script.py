"""Lets `jupyter nbconvert --to script` write a Go notebook as a program that compiles."""

import nbformat
from nbconvert.exporters import Exporter

from . import ask


class GoExporter(Exporter):
    """One program: what the cells declare, a function for each cell that runs something, and text and commands as comments."""

    file_extension = ".go"
    output_mimetype = "text/x-go"

    def from_notebook_node(self, nb, resources=None, **kw):
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        return ask("script", nbformat.writes(nb)), resources
