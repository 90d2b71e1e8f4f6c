"""What Python makes of the pictures and texts that our own pre-processing is held to.

Usage: reference.py MODEL_DIR TEXTS_JSON DATA_DIR
DATA_DIR/pictures/* → DATA_DIR/pixels.webp (24 pictures as the model's image processor resizes them, in one lossless sheet) and
DATA_DIR/reference.json (names, token ids, the vectors of pictures and texts). Decoding as people see pictures: upright, on white.
"""
import base64
import hashlib
import json
import os
import sys

import numpy as np
import onnxruntime
from PIL import Image, ImageOps
from tokenizers import Tokenizer
from transformers.models.siglip import SiglipImageProcessorPil

model, texts_path, data = sys.argv[1:4]
COLUMNS, SIDE, TOKENS = 6, 224, 64


def upright_on_white(path):
    image = Image.open(path)
    image.seek(0)
    image = ImageOps.exif_transpose(image)
    if image.mode in ("LA", "PA", "RGBA") or "transparency" in image.info:
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image)
    return image.convert("RGB")


def session(name):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(f"{model}/onnx/{name}.onnx", options)


def unit(vectors):
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)


def packed(vectors):
    return [base64.b64encode(vector.astype("<f4").tobytes()).decode() for vector in unit(vectors)]


names = sorted(os.listdir(f"{data}/pictures"))
images = [upright_on_white(f"{data}/pictures/{name}") for name in names]
processor = SiglipImageProcessorPil.from_pretrained(model)
processed = [processor(images=image, return_tensors="np")["pixel_values"][0] for image in images]
pixels = np.stack([np.asarray(one) for one in processed]).astype(np.float32)
assert pixels.shape[1:] == (3, SIDE, SIDE), pixels.shape

levels = np.rint((pixels + 1) * 127.5)
assert np.abs(levels / 127.5 - 1 - pixels).max() < 1e-5
sheet = Image.new("RGB", (COLUMNS * SIDE, -(-len(names) // COLUMNS) * SIDE))
for at, picture in enumerate(levels.astype(np.uint8)):
    sheet.paste(Image.fromarray(picture.transpose(1, 2, 0)), (at % COLUMNS * SIDE, at // COLUMNS * SIDE))
sheet.save(f"{data}/pixels.webp", lossless=True, quality=100, method=6)

texts = json.load(open(texts_path))
texts.append("red dress " * 10_000)
tokenizer = Tokenizer.from_file(f"{model}/tokenizer.json")
tokenizer.enable_truncation(TOKENS)
pad = json.load(open(f"{model}/tokenizer_config.json"))["pad_token"]
tokenizer.enable_padding(length=TOKENS, pad_id=tokenizer.token_to_id(pad), pad_token=pad)
ids = np.array([tokenizer.encode(text).ids for text in texts])

weights = hashlib.sha256()
for tower in ("vision_model", "text_model"):
    weights.update(open(f"{model}/onnx/{tower}.onnx", "rb").read())
vision, text = session("vision_model"), session("text_model")
image_vectors = vision.run(["pooler_output"], {"pixel_values": pixels})[0]
text_vectors = text.run(["pooler_output"], {"input_ids": ids})[0]
with open(f"{data}/reference.json", "w") as file:
    json.dump(
        dict(
            weights=weights.hexdigest(), columns=COLUMNS, side=SIDE,
            pictures=[dict(name=name, vector=vector) for name, vector in zip(names, packed(image_vectors))],
            # The last is 100 kB: written as what it repeats.
            texts=[
                dict(text="red dress ", repeat=10_000, ids=row.tolist(), vector=vector) if at == len(texts) - 1
                else dict(text=texts[at], ids=row.tolist(), vector=vector)
                for at, (row, vector) in enumerate(zip(ids, packed(text_vectors)))
            ],
        ),
        file, ensure_ascii=False,
    )
    file.write("\n")
print(len(names), "pictures,", len(texts), "texts")
