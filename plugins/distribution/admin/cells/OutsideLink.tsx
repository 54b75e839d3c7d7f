import { isWebAddress } from './isWebAddress.ts'

/** A link out of the panel, which leads to nothing but a web page; other text stays text. */
export const OutsideLink = ({ href, children }: { href: string; children?: string }) => {
  if (!isWebAddress(href)) return <span>{href}</span>
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" title={href}>
      {children ?? new URL(href).host.replace(/^www\./, '')}
      <span aria-hidden="true"> ↗</span>
    </a>
  )
}
