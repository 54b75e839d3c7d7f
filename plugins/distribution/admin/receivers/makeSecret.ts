/** A new secret for signing, `whsec_` and 32 random bytes in base64. It is made here, so that the server never tells it. */
export const makeSecret = (): string =>
  `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))}`
