/** What a policy changed of a post: `code` is stable, `message` says it to a person, `field` where. */
export type Change = {
  code: 'SHORTENED' | 'UTM_ADDED'
  message: string
  field: 'title' | 'text' | 'link' | 'parts'
}
