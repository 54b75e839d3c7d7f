/** With what this page says who it is: `Device <id>.<secret>`. In memory only; the phone's store keeps it. */
let held: string | undefined

export const holdCredential = (credential: string | undefined): void => {
  held = credential
}

/** The value of the header `Authorization` with which a phone says who it is. */
export const authorizationOf = (credential: string): string => `Device ${credential}`

/** That of whoever is logged in; undefined where nobody is. */
export const heldAuthorization = (): string | undefined => held && authorizationOf(held)

/** A secret of this phone's own making: 32 random bytes in base64url. */
export const makeSecret = (): string =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
