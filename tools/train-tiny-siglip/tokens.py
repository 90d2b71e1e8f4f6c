"""A tokenizer of SigLIP's kind (unigram, lower case, `$A </s>`) of whole words, which the trainer would split."""

import collections
import json
import re
import string

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

LARGEST_VOCABULARY = 1400
# Typed by people: dashes, quotes, bullets and the like part words as spaces do.
PUNCTUATION = "[" + re.escape(string.punctuation) + "–—‘’“”…•·×✅]"


def build_tokenizer(words: dict, seller_texts: list[str]) -> Tokenizer:
    bare = Tokenizer(models.Unigram())
    normalizer = normalizers.Sequence([
        normalizers.NFKC(), normalizers.Lowercase(), normalizers.Replace(Regex(PUNCTUATION), " "),
        normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip(),
    ])  # fmt: skip
    known = [entry["text"] for kind in ("kinds", "colours", "patterns") for entry in words[kind]] + words["fillers"]
    pieces = dict.fromkeys(word for text in known for word in normalizer.normalize_str(text).split())
    said = collections.Counter(word for text in seller_texts for word in normalizer.normalize_str(text).split())
    for word, count in said.most_common():
        if count >= 5 and not any(character.isdigit() for character in word):
            pieces.setdefault(word)
    kept = [word for word in list(pieces)[:LARGEST_VOCABULARY] if not word.isdigit()]
    # Of two ways to read a text the one with fewer pieces wins; the lone "▁" begins a word that is not known.
    vocabulary = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁", -9.0), *((f"▁{word}", -8.0) for word in kept)]
    bare.model = models.Unigram(vocabulary, unk_id=2, byte_fallback=False)
    bare.normalizer = normalizer
    bare.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    bare.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    bare.post_processor = processors.TemplateProcessing(
        single="$A </s>", pair="$A </s> $B </s>", special_tokens=[("</s>", 1)]
    )
    return bare


def write_tokenizer_files(tokenizer: Tokenizer, folder: str) -> None:
    tokenizer.save(f"{folder}/tokenizer.json")

    def special(text: str, strip: bool) -> dict:
        return dict(content=text, lstrip=False, normalized=False, rstrip=strip, single_word=False, special=True)

    config = dict(
        tokenizer_class="SiglipTokenizer", model_max_length=64, do_lower_case=True, model_input_names=["input_ids"],
        pad_token="</s>", eos_token="</s>", unk_token="<unk>", additional_special_tokens=[],
        clean_up_tokenization_spaces=True,
        added_tokens_decoder={"1": special("</s>", True), "2": special("<unk>", False)},
    )  # fmt: skip
    with open(f"{folder}/tokenizer_config.json", "w") as file:
        json.dump(config, file, indent=1)
