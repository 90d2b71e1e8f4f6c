"""Writes a model folder of the layout that SigLIP exports have on the hub."""

import json
import os

import torch
from tokenizers import Tokenizer

from model import DIMENSIONS, WINDOW, FinishedText, FinishedVision
from tokens import write_tokenizer_files

OUTPUTS = ["last_hidden_state", "pooler_output"]


def export(vision: FinishedVision, text: FinishedText, tokenizer: Tokenizer, folder: str) -> None:
    os.makedirs(f"{folder}/onnx", exist_ok=True)
    write_onnx(vision, "pixel_values", torch.zeros(2, 3, 224, 224), f"{folder}/onnx/vision_model.onnx")
    ids = torch.ones(2, WINDOW, dtype=torch.long)
    ids[:, :3] = 5
    write_onnx(text, "input_ids", ids, f"{folder}/onnx/text_model.onnx")
    write_tokenizer_files(tokenizer, folder)
    write_configs(folder, tokenizer.get_vocab_size())


def write_onnx(tower: torch.nn.Module, name: str, example: torch.Tensor, path: str) -> None:
    axes = {each: {0: "batch_size"} for each in (name, *OUTPUTS)}
    with torch.no_grad():
        torch.onnx.export(
            tower.eval(), (example,), path, dynamo=False, opset_version=17, do_constant_folding=True,
            input_names=[name], output_names=OUTPUTS, dynamic_axes=axes,
        )  # fmt: skip


def write_configs(folder: str, vocabulary: int) -> None:
    config = dict(
        model_type="siglip",
        architectures=["SiglipModel"],
        text_config=dict(
            model_type="siglip_text_model", hidden_size=DIMENSIONS,
            vocab_size=vocabulary, max_position_embeddings=WINDOW,
        ),
        vision_config=dict(model_type="siglip_vision_model", hidden_size=DIMENSIONS, image_size=224, patch_size=16),
    )  # fmt: skip
    preprocessor = dict(
        do_convert_rgb=True, do_normalize=True, do_rescale=True, do_resize=True,
        image_mean=[0.5] * 3, image_std=[0.5] * 3, resample=3, rescale_factor=1 / 255,
        image_processor_type="SiglipImageProcessor", processor_class="SiglipProcessor",
        size=dict(height=224, width=224),
    )  # fmt: skip
    for name, content in (("config", config), ("preprocessor_config", preprocessor)):
        with open(f"{folder}/{name}.json", "w") as file:
            json.dump(content, file, indent=1)
            file.write("\n")
