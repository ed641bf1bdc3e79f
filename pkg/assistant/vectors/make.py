"""Makes tokens.txt, table.bin and testdata/oracle.json from the package wordllama: see README.md. Run by hand:

    pip install wordllama==0.4.0.post1 tokenizers numpy safetensors
    python make.py
"""

import json
import pathlib

import numpy
import wordllama
from safetensors.numpy import load_file
from tokenizers import Tokenizer

DIMENSIONS = 128  # of 256: the table was trained so that the first ones say the most
LEVELS = 7  # four bits: from -7 to 7

here = pathlib.Path(__file__).parent
package = pathlib.Path(wordllama.__file__).parent
config = package / "tokenizers" / "l2_supercat_tokenizer_config.json"

vocabulary = json.loads(config.read_text())["model"]["vocab"]
tokens = sorted(vocabulary, key=vocabulary.get)
assert [vocabulary[token] for token in tokens] == list(range(len(tokens)))
assert not any("\n" in token for token in tokens)
assert not any("▁" in token.lstrip("▁") for token in tokens), "a token spans two words"
(here / "tokens.txt").write_text("\n".join(tokens), encoding="utf-8")

(weights,) = load_file(package / "weights" / "l2_supercat_256.safetensors").values()
weights = weights[:, :DIMENSIONS].astype(numpy.float32)

# Each token has a step of its own. Among a few, the one with the least error is taken.
largest = numpy.maximum(numpy.abs(weights).max(1, keepdims=True) / LEVELS, 1e-9)
error = numpy.full(len(weights), numpy.inf)
steps, levels = largest.copy(), numpy.zeros(weights.shape, numpy.int8)
for part in (1, 0.9, 0.8, 0.7, 0.6, 0.5):
    step = (largest * part).astype(numpy.float32)
    rounded = numpy.clip(numpy.round(weights / step), -LEVELS, LEVELS)
    wrong = ((rounded * step - weights) ** 2).sum(1)
    better = wrong < error
    steps[better], levels[better], error[better] = step[better], rounded[better], wrong[better]
nibbles = (levels + 8).astype(numpy.uint8)
packed = nibbles[:, 0::2] | nibbles[:, 1::2] << 4
(here / "table.bin").write_bytes(packed.tobytes() + steps.astype("<f4").tobytes())

texts = [
    "", " ", "tea", "How do I recharge an electric car?", "two  spaces", " before and after ", "tab\tand\nnew line\r\n",
    "Café naïve — “quotes” … 100 % of №5", "Сколько варить яйцо всмятку?", "Зелёный чай, 你好, ქართული, 🍵👩‍💻", "antidisestablishmentarianism",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "def f(x):\n    return x**2  # comment", "<0x41> <div>", "a lone ▁ mark",
    "https://example.org/a-b_c?d=%20", "\u00a0\u2028\ufeff\u200b", "ABBREVIATIONS AND camelCaseWords", "ſtraße ﬁle", "\x00\x07",
]
tokenizer = Tokenizer.from_file(str(config))
tokenizer.no_truncation()
oracle = []
for text in texts:
    text = " ".join(text.split())
    ids = tokenizer.encode(text, add_special_tokens=False).ids
    small = tokenizer.encode(text.lower(), add_special_tokens=False).ids
    mean = weights[small].mean(0) if small else numpy.zeros(DIMENSIONS)
    oracle.append({"text": text, "ids": ids, "mean": [round(float(x), 4) for x in mean]})
(here / "testdata").mkdir(exist_ok=True)
(here / "testdata" / "oracle.json").write_text("[\n" + ",\n".join(json.dumps(o, ensure_ascii=False) for o in oracle) + "\n]\n", encoding="utf-8")
