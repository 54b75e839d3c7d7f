/**
 * The address of a task's file on the server that the page came from. The API names it by the server's own address;
 * a phone may know the server by another one, and could then neither save nor share the file.
 */
export const localUrl = (url: string, origin: string): string => {
  const { pathname, search } = new URL(url, origin)
  return pathname.includes('/assist/files/') ? `${pathname}${search}` : url
}
