import type { Stack } from './openStack.ts'

type Publication = { text: string; settings: { board?: string } }

/** What Postiz has published, as its sandbox counts it. */
export const readPublications = async ({
  postizUrl,
}: Pick<Stack, 'postizUrl'>): Promise<Publication[]> => {
  const response = await fetch(`${postizUrl}/sandbox/publications?limit=500`)
  const { publications } = (await response.json()) as { publications: Publication[] }
  return publications
}

/** How many of them say a text, wherever in them. */
export const countPublications = async (
  stack: Pick<Stack, 'postizUrl'>,
  text: string,
): Promise<number> =>
  (await readPublications(stack)).filter((one) => JSON.stringify(one).includes(text)).length
