"""Lets papermill set the parameters of a Go notebook.

papermill has no entry points for translators, but it loads those of its engines before it looks for a translator.
"""

import json
import math

from papermill.engines import NBClientEngine
from papermill.models import Parameter
from papermill.translators import Translator, papermill_translators

from . import ask


class GoTranslator(Translator):
    """Writes the cell that sets parameters. papermill first asks which ones the notebook declares, and gives the cell
    with the tag "parameters"; so their types are known when it hands over the values."""

    cell = ""

    @classmethod
    def inspect(cls, parameters_cell):
        cls.cell = parameters_cell["source"]
        return [
            Parameter(name=found["Name"], inferred_type_name=found["Type"] or "None", default=found["Default"], help=found["Help"])
            for found in json.loads(ask("parameters", cls.cell))
        ]

    @classmethod
    def codify(cls, parameters, comment="Parameters"):
        cell, cls.cell = cls.cell, ""
        values = [[str(name), plain(value, name)] for name, value in parameters.items()]
        return ask("inject", json.dumps({"cell": cell, "values": values, "comment": comment}))


def plain(value, name):
    """A value as JSON has it. What is neither a number nor a text nor made of them becomes a text."""
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"parameter {name}: Go has no literal for {value}; set it in the notebook, as math.Inf(1) or math.NaN()")
    if isinstance(value, dict):
        return {str(key): plain(part, name) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(part, name) for part in value]
    return value if value is None or isinstance(value, (bool, int, float, str)) else str(value)


class Engine(NBClientEngine):
    """papermill's own; that it is named in an entry point brings the translator in."""


papermill_translators.register("go", GoTranslator)
