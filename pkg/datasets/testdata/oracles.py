"""Writes oracles.json: what other libraries say of the same data and the same arithmetic, and two small pictures.

    pip install scikit-learn==1.9.1 scipy==1.17.1 pillow==13.0.0
    python oracles.py FOLDER

FOLDER has the four files of Fashion-MNIST.
"""

import base64
import gzip
import io
import json
import pathlib
import sys

import numpy as np
import PIL.Image
import PIL.ImageOps
import scipy.ndimage
import sklearn.datasets


def digits():
    data = sklearn.datasets.load_digits()
    pictures = data.data / 16
    return {
        "counts": np.bincount(data.target).tolist(),
        "labels": data.target[:30].tolist(),
        "pictures": {str(i): pictures[i].tolist() for i in (0, 1, 999, 1796)},
        "means": [pictures[data.target == label].mean(axis=0).tolist() for label in range(10)],
        "sum": pictures.sum(),
    }


def points():
    moons, moon_labels = sklearn.datasets.make_moons(7, shuffle=False)
    circles, circle_labels = sklearn.datasets.make_circles(7, shuffle=False, factor=0.5)
    return {
        "moons": {"rows": moons.tolist(), "labels": moon_labels.tolist()},
        "circles": {"rows": circles.tolist(), "labels": circle_labels.tolist()},
    }


def changes():
    picture = (np.arange(7 * 6) * 37 % 101 / 100).reshape(7, 6)
    outside = {"order": 1, "mode": "grid-constant", "cval": 0}
    return {
        "picture": picture.ravel().tolist(),
        "rotated": {str(degrees): scipy.ndimage.rotate(picture, degrees, reshape=False, **outside).ravel().tolist()
                   for degrees in (30, -45, 90, 180)},
        "shifted": {f"{dx} {dy}": scipy.ndimage.shift(picture, (dy, dx), **outside).ravel().tolist()
                    for dx, dy in ((1, 0), (-2, 3), (0, -7))},
        "flipped": np.fliplr(picture).ravel().tolist(),
    }


def average(picture, height, width):
    """Weighs each old pixel by how much of it a new one covers, first down, then across."""
    def overlaps(old, new):
        edges = np.arange(new + 1) * old / new
        low, high = edges[:-1, None], edges[1:, None]
        covered = np.minimum(high, np.arange(old) + 1) - np.maximum(low, np.arange(old))
        return np.clip(covered, 0, None) * new / old
    return np.einsum("yY,xX,YXc->yxc", overlaps(picture.shape[0], height), overlaps(picture.shape[1], width), picture / 255)


def averages():
    picture = np.random.default_rng(1).integers(0, 256, (11, 7, 3), dtype=np.uint8)
    png = io.BytesIO()
    PIL.Image.fromarray(picture).save(png, "png")
    grey = np.array([0.299, 0.587, 0.114])
    return {
        "png": base64.b64encode(png.getvalue()).decode(),
        "colour": {f"{h} {w}": average(picture, h, w).ravel().tolist() for h, w in ((3, 4), (5, 7), (22, 14), (1, 1))},
        "grey": {f"{h} {w}": (average(picture, h, w) @ grey).ravel().tolist() for h, w in ((3, 4), (11, 7))},
    }


def orientations():
    """A photo and a PNG with every value of the tag, and their upright pixels as Pillow sees them."""
    shades = np.kron(np.array([[0, 80, 160], [200, 40, 255]], dtype=np.uint8), np.ones((16, 16), dtype=np.uint8))
    found = {}
    for tag in range(1, 9):
        exif = PIL.Image.Exif()
        exif[0x0112] = tag
        jpeg, png = io.BytesIO(), io.BytesIO()
        PIL.Image.fromarray(shades).save(jpeg, "jpeg", quality=100, exif=exif)
        PIL.Image.fromarray(shades).save(png, "png", exif=exif)
        upright = np.asarray(PIL.ImageOps.exif_transpose(PIL.Image.open(jpeg)))
        found[str(tag)] = {
            "jpeg": base64.b64encode(jpeg.getvalue()).decode(),
            "png": base64.b64encode(png.getvalue()).decode(),
            "height": upright.shape[0] // 16,
            "width": upright.shape[1] // 16,
            "values": (upright[8::16, 8::16] / 255).ravel().tolist(),
        }
    return found


def fashion(folder):
    def read(name, header):
        return np.frombuffer(gzip.open(folder / name).read(), np.uint8, offset=header)
    found = {}
    for part in "train", "t10k":
        pictures, labels = read(part + "-images-idx3-ubyte.gz", 16), read(part + "-labels-idx1-ubyte.gz", 8)
        found[part] = {
            "counts": np.bincount(labels).tolist(),
            "labels": labels[:10].tolist(),
            "means": [int(pictures.reshape(-1, 784)[labels == label].sum(dtype=np.int64)) / 255 / 784 / int((labels == label).sum())
                      for label in range(10)],
            "last": (pictures[-784:] / 255).tolist(),
        }
    return found


def pictures(folder):
    small = PIL.Image.fromarray(np.array([[0, 0, 255, 255], [51, 51, 204, 204]], dtype=np.uint8))
    small.save(folder / "small.png")
    first, second = (PIL.Image.new("L", (4, 3), shade) for shade in (102, 255))
    first.save(folder / "animation.gif", save_all=True, append_images=[second], duration=50)


pictures(pathlib.Path(__file__).parent)
found = {"digits": digits(), "points": points(), "changes": changes(), "averages": averages(),
         "orientations": orientations(), "fashion": fashion(pathlib.Path(sys.argv[1]))}
rounded = json.loads(json.dumps(found), parse_float=lambda text: round(float(text), 7))
(pathlib.Path(__file__).parent / "oracles.json").write_text(json.dumps(rounded, separators=(",", ":")).replace('"},"', '"},\n"') + "\n")
