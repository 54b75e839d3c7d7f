/** A secret of a phone's own making: at least 32 random bytes in base64url. */
export const secretPattern = /^[\w-]{43,128}$/

/** Reads `Device <id>.<secret>` out of the header `Authorization`; undefined where it says something else. */
export const readDeviceHeader = (
  header: string | null,
): { id: string; secret: string } | undefined => {
  const [, id, secret] = /^Device ([\w-]{1,64})\.([\w-]{43,128})$/.exec(header ?? '') ?? []
  return id && secret ? { id, secret } : undefined
}
