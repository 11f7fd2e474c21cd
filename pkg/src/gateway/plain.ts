/** The texts of answers that are no streams. */
const texts = new WeakMap<Response, string>();

/** An answer of JSON. */
export function json(body: object, status: number): Response {
  const text = JSON.stringify(body);
  const response = new Response(text, { status, headers: { "content-type": "application/json", "cache-control": "no-store", "x-content-type-options": "nosniff" } });
  texts.set(response, text);
  return response;
}

/** An answer's text, where it is one of {@link json}: a server of Node sends it as it is, which costs less than a stream. */
export function textOf(answer: Response): string | undefined {
  return texts.get(answer);
}
