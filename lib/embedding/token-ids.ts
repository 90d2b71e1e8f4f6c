import { AutoTokenizer, type PreTrainedTokenizer } from '@huggingface/transformers';
import type { TokenizerConfig } from './model-config';

/** Both SigLIP generations read 64 tokens; a tokenizer file may claim an absurd length (1e30). */
export const TEXT_WINDOW = 64;

/** 64 tokens never need more; tokenising 100 kB takes 145 ms. */
const MAX_CHARACTERS = 2000;

export type TokenIds = (text: string) => BigInt64Array;

/**
 * Words as the text model reads them: always 64 ids (unpadded text gives a cosine of 0.14), and the last one closes
 * the text when it was cut, because SigLIP pools the last token and truncation drops it.
 */
export function tokenIdsWith(tokenizer: PreTrainedTokenizer, config: TokenizerConfig): TokenIds {
  const pad = idOf(tokenizer.pad_token_id, 'pad');
  const eos = idOf(tokenizer.eos_token_id ?? tokenizer.convert_tokens_to_ids(['</s>'])[0], 'eos');
  return (text) => {
    const bounded = text.slice(0, MAX_CHARACTERS).toWellFormed();
    const cased = config.do_lower_case || isSecondGeneration(config) ? bounded.toLowerCase() : bounded;
    const { input_ids } = tokenizer(cased, {
      padding: 'max_length',
      max_length: TEXT_WINDOW,
      truncation: true,
      return_tensor: false,
    });
    const ids = BigInt64Array.from(
      (Array.isArray(input_ids[0]) ? input_ids[0] : input_ids).map((id: number | bigint) => BigInt(id)),
    );
    const last = ids[TEXT_WINDOW - 1];
    if (last !== BigInt(pad)) ids[TEXT_WINDOW - 1] = BigInt(eos);
    return ids;
  };
}

export async function loadTokenizer(
  model: string,
  options: { cache_dir?: string; local_files_only?: boolean },
): Promise<PreTrainedTokenizer> {
  return AutoTokenizer.from_pretrained(model, options);
}

/** SigLIP 2 was trained on lower-cased text, but its Gemma tokenizer does not say so. */
function isSecondGeneration(config: TokenizerConfig): boolean {
  return config.tokenizer_class?.startsWith('Gemma') ?? false;
}

function idOf(id: unknown, what: string): number {
  if (typeof id !== 'number') throw new Error(`the tokenizer names no ${what} token`);
  return id;
}
