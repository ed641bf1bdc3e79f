"""Writes oracle.json: what other libraries make of the same files and questions.

    pip install bm25s==0.3.16 snowballstemmer==3.1.1 pypdf==7.1.1
    python3 pkg/assistant/knowledge/testdata/oracle.py

bm25s scores short texts for questions, on stems of snowballstemmer; pypdf reads the brand book; Python's html.parser reads the
notes for editors.
"""

import html.parser
import json
import pathlib
import re

import bm25s
import pypdf
import snowballstemmer

here = pathlib.Path(__file__).parent
blog = here.parents[3] / "notebooks" / "files" / "blog"

TEXTS = [
    "Running water boils in a kettle. A kettle boils water quickly.",
    "Green tea is brewed at eighty degrees, and black tea with boiling water.",
    "Pictures of kettles need alternative texts; a picture without one says nothing.",
    "The leaves are kept dry, dark and cool, in a tin.",
    "Зелёный чай заваривают водой, которая не кипит.",
    "Картинка чайника стоит в начале статьи, и к картинкам нужны тексты.",
    "Чай хранят в сухом месте. Хранение чая на свету портит чай.",
    "A tin of tea, a tin of tea, a tin of tea and a kettle.",
    "Write short texts. Short sentences are read by more people than long sentences are.",
    "В статье о чайнике рассказано про tea и про kettle.",
]
QUESTIONS = ["kettle", "boiled water", "pictures of a kettle", "tin tea kettle", "short sentence", "картинками", "хранить чай", "чайник kettle tea", "тексты статей"]

# Those of the words above that are on Snowball's lists of stop words, with which bleve's analysers begin.
STOP = set("a an and are at by in is more of than the with to в и к на не о про".split())


def stems(text):
    english, russian = snowballstemmer.stemmer("porter"), snowballstemmer.stemmer("russian")
    words = [w for w in re.findall(r"\w+", text.lower().replace("ё", "е")) if w not in STOP]
    return [(russian if re.search("[а-я]", w) else english).stemWord(w) for w in words]


class Text(html.parser.HTMLParser):
    """The text of a page outside style, script, title and hidden spans, with alternative texts."""

    def __init__(self):
        super().__init__()
        self.parts, self.skip = [], 0

    def handle_starttag(self, tag, attributes):
        if tag in ("style", "script", "title") or any(name == "hidden" for name, _ in attributes):
            self.skip += 1
        if tag in ("p", "li", "td", "th", "caption", "figcaption", "h1", "h2", "ol", "table"):
            self.parts.append(" ")
        self.parts += [f" {value} " for name, value in attributes if name == "alt"]

    def handle_endtag(self, tag):
        if tag in ("style", "script", "title") or tag == "span" and self.skip:
            self.skip -= 1

    def handle_data(self, data):
        if not self.skip:
            self.parts.append(data)


corpus = [stems(text) for text in TEXTS]
ranking = bm25s.BM25(method="lucene", k1=1.2, b=0.75, dtype="float64")
ranking.index(corpus, show_progress=False)
page = Text()
page.feed((blog / "notes-for-editors.html").read_text())
oracle = {
    "texts": TEXTS,
    "scores": {q: [round(float(s), 12) for s in ranking.get_scores(sorted(set(stems(q)) & set(sum(corpus, []))))] for q in QUESTIONS},
    "stems": {q: sorted(set(stems(q))) for q in QUESTIONS},
    "brand-book.pdf": " ".join(" ".join(p.extract_text() for p in pypdf.PdfReader(blog / "brand-book.pdf").pages).split()),
    "notes-for-editors.html": " ".join("".join(page.parts).split()),
}
(here / "oracle.json").write_text(json.dumps(oracle, ensure_ascii=False, indent=1) + "\n")
