/** How a mail server is reached. All of it but the host is kept encrypted. */
export type MailServer = {
  host: string
  port: number
  user?: string
  password?: string
  /** It may be spoken to in the clear over the Internet. Only the installation's own server may, never a client's. */
  mayBePlain?: boolean
}
