"""A language model so small that a test can make it, for a real llama.cpp server to speak the protocol with.

    python3 pkg/assistant/openai/proof/tinymodel.py /tmp/tiny.gguf
    llama-server -m /tmp/tiny.gguf --port 8080 --api-key secret --alias tiny
    FIRSTNEURON_CHAT_SERVER=http://127.0.0.1:8080/v1 FIRSTNEURON_API_KEY=secret \\
        go test -count=1 -v -run RealServer ./pkg/assistant/openai

The model is a Llama of one layer with random weights: it says a few dozen words in no order. It knows every byte, so any
text can be asked. Needs nothing but Python.

The format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
"""

import random
import struct
import sys

WIDTH, HEADS, HIDDEN, CONTEXT = 64, 2, 128, 4096

WORDS = """a the network neuron learns from examples and weights are small numbers it adds them up then one answer
comes out of many layers picture chart shows sales grow in spring . , ? сеть нейрон учится на примерах""".split()

TEMPLATE = (
    "{% for message in messages %}{{ message['role'] }}: {{ message['content'] }}\n{% endfor %}"
    "{% if add_generation_prompt %}assistant:{% endif %}"
)

# Types of a token, as llama.cpp numbers them.
NORMAL, UNKNOWN, CONTROL, BYTE = 1, 2, 3, 6


def vocabulary():
    """Tokens with their scores and types: three marks, 256 bytes, the words."""
    yield "<unk>", 0.0, UNKNOWN
    yield "<s>", 0.0, CONTROL
    yield "</s>", 0.0, CONTROL
    for value in range(256):
        yield f"<0x{value:02X}>", 0.0, BYTE
    for rank, word in enumerate(WORDS):
        yield "▁" + word, -float(rank), NORMAL


def tensors(tokens, rng):
    """Names, shapes with the innermost dimension first, and values.

    The first number of every embedding is large, and stays so through the layer. It stands in for a bias of the output:
    with its weight there a word is likely, and a lone byte is never said.
    """

    def noise(count, size=0.05):
        return [rng.gauss(0, size) for _ in range(count)]

    embeddings, outputs = [], []
    for _, _, kind in tokens:
        embeddings += [4.0] + noise(WIDTH - 1, 0.5)
        outputs += [2.0 if kind == NORMAL else 1.95 if kind == CONTROL else -8.0] + noise(WIDTH - 1, 0.3)
    yield "token_embd.weight", (WIDTH, len(tokens)), embeddings
    yield "output.weight", (WIDTH, len(tokens)), outputs
    for norm in "output_norm", "blk.0.attn_norm", "blk.0.ffn_norm":
        yield norm + ".weight", (WIDTH,), [1.0] * WIDTH
    for matrix in "attn_q", "attn_k", "attn_v", "attn_output":
        yield f"blk.0.{matrix}.weight", (WIDTH, WIDTH), noise(WIDTH * WIDTH)
    for matrix in "ffn_gate", "ffn_up":
        yield f"blk.0.{matrix}.weight", (WIDTH, HIDDEN), noise(WIDTH * HIDDEN)
    yield "blk.0.ffn_down.weight", (HIDDEN, WIDTH), noise(WIDTH * HIDDEN)


class Entry:
    """A typed value of GGUF: its number as a type, and its bytes."""

    def __init__(self, kind, content):
        self.content = struct.pack("<I", kind) + content


def string(text):
    encoded = text.encode()
    return struct.pack("<Q", len(encoded)) + encoded


def text(value):
    return Entry(8, string(value))


def integer(value):
    return Entry(4, struct.pack("<I", value))


def number(value):
    return Entry(6, struct.pack("<f", value))


def array(kind, items):
    return Entry(9, struct.pack("<IQ", kind, len(items)) + b"".join(items))


def metadata(tokens):
    return {
        "general.architecture": text("llama"),
        "general.name": text("tiny"),
        "llama.context_length": integer(CONTEXT),
        "llama.embedding_length": integer(WIDTH),
        "llama.block_count": integer(1),
        "llama.feed_forward_length": integer(HIDDEN),
        "llama.attention.head_count": integer(HEADS),
        "llama.attention.head_count_kv": integer(HEADS),
        "llama.attention.layer_norm_rms_epsilon": number(1e-5),
        "llama.rope.dimension_count": integer(WIDTH // HEADS),
        "llama.vocab_size": integer(len(tokens)),
        "tokenizer.ggml.model": text("llama"),
        "tokenizer.ggml.tokens": array(8, [string(token) for token, _, _ in tokens]),
        "tokenizer.ggml.scores": array(6, [struct.pack("<f", score) for _, score, _ in tokens]),
        "tokenizer.ggml.token_type": array(5, [struct.pack("<i", kind) for _, _, kind in tokens]),
        "tokenizer.ggml.unknown_token_id": integer(0),
        "tokenizer.ggml.bos_token_id": integer(1),
        "tokenizer.ggml.eos_token_id": integer(2),
        "tokenizer.chat_template": text(TEMPLATE),
    }


def write(path, seed=1):
    alignment = 32
    tokens = list(vocabulary())
    entries = metadata(tokens)
    weights = list(tensors(tokens, random.Random(seed)))
    head = [b"GGUF", struct.pack("<IQQ", 3, len(weights), len(entries))]
    head += [string(key) + entry.content for key, entry in entries.items()]
    data = bytearray()
    for name, shape, values in weights:
        head.append(string(name) + struct.pack(f"<I{len(shape)}QIQ", len(shape), *shape, 0, len(data)))
        data += struct.pack(f"<{len(values)}f", *values)
        data += bytes(-len(data) % alignment)
    start = b"".join(head)
    with open(path, "wb") as file:
        file.write(start + bytes(-len(start) % alignment) + data)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    write(sys.argv[1])
