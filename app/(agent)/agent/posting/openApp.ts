import { intentUrl } from './targetApp.ts'

/** Opens an app of an Android phone, as a tap on a link to it does. */
export const openApp = (androidPackage: string): void => {
  const link = document.createElement('a')
  link.href = intentUrl(androidPackage)
  document.body.append(link)
  link.click()
  link.remove()
}
