/** Whether a text has `(post:…)`, which Postiz replaces by the address of a post. */
export const hasReservedWords = (text: string): boolean => /\(post:[^)\s]*\)/.test(text)
