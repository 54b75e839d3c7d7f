/** How a mail server is reached. All of it but the host is kept encrypted. */
export type MailServer = {
  host: string
  port: number
  user?: string
  password?: string
}
