/** True for an address that a browser may be sent to: http or https, nothing that runs. */
export const isWebAddress = (text: string): boolean =>
  URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol)
