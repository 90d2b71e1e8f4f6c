import type { APIRequestContext, Route } from '@playwright/test';

type Answer = (route: Route) => Promise<void>;

/** The API's refusal, as the page is given it. */
export const refuse =
  (status: number, code: string, headers: Record<string, string> = {}): Answer =>
  (route) =>
    route.fulfill({ status, headers, json: { error: { code, message: code } } });

/** What is found for "dress", as if the model were away. */
export async function answerByWords(request: APIRequestContext): Promise<Answer> {
  const found = await (await request.get('/api/search?text=dress&limit=30')).json();
  return (route) => route.fulfill({ json: { ...found, mode: 'words', goodCount: null } });
}

/** What is found for "dress", as if it had been asked for in words that nobody has; `meant`: or in mistyped ones. */
export async function answerWithoutWords(request: APIRequestContext, meant: string | null = null): Promise<Answer> {
  const found = await (await request.get('/api/search?text=dress&limit=30')).json();
  const said = { nothingAlike: meant === null, didYouMean: meant };
  return (route) => route.fulfill({ json: { ...found, ...said, goodCount: null } });
}
