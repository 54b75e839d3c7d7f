/** Files that the API signs for a phone, of tasks and of claims. */
const signed = /\/(assist\/files|claim-files)\//

/**
 * The address of a signed file on the server that the page came from. The API names it by the server's own address;
 * a phone may know the server by another one, and could then neither save nor share the file.
 */
export const localUrl = (url: string, origin: string): string => {
  const { pathname, search } = new URL(url, origin)
  return signed.test(pathname) ? `${pathname}${search}` : url
}
