import type { Reach } from '../../security/reach.ts'

/** Ports on which the web is served; on those below 1024 other things listen, which no webhook is for. */
const isWebPort = (port: string): boolean =>
  port === '' || port === '80' || port === '443' || Number(port) >= 1024

/**
 * Why an address cannot be the one of a webhook, or of what else is called because a client says so; undefined where it
 * can. Whether a name leads to a private network shows when it is connected to, each time.
 */
export const checkAddress = (
  address: string,
  reach: Reach,
  /** What is to be there, in a sentence. */
  what = 'a webhook',
): string | undefined => {
  const url = URL.parse(address)
  if (!url || !/^https?:$/.test(url.protocol)) {
    return `This is no address of ${what}. Give one that begins with https://.`
  }
  if (url.username !== '' || url.password !== '') {
    return 'Leave the name and the password out of the address, and give them as the header "Authorization".'
  }
  if (url.protocol === 'http:' && !reach.isTrusted(url.hostname)) {
    return 'The address begins with http://, so everybody on the way could read and change what is sent. Give one that begins with https://.'
  }
  if (!isWebPort(url.port)) {
    return `Port ${url.port} is none on which the web is served. Give an address with port 443, or one from 1024.`
  }
  if (reach.isOut(url.hostname)) {
    return 'The address lies in a private network, which this installation does not call. Whoever runs it can allow the host by PRIVATE_RECEIVER_HOSTS.'
  }
  return undefined
}
