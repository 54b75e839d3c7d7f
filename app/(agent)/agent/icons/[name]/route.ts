import sharp from 'sharp'
import { drawBadge, drawMark } from '../drawMark.ts'

/** The files by name: the side of the picture in pixels, 0 for the drawing itself. */
const icons: Record<string, { side: number; isMaskable: boolean; isBadge?: boolean }> = {
  'icon.svg': { side: 0, isMaskable: false },
  'icon-192.png': { side: 192, isMaskable: false },
  'icon-512.png': { side: 512, isMaskable: false },
  'maskable-512.png': { side: 512, isMaskable: true },
  'apple-180.png': { side: 180, isMaskable: true },
  'badge-96.png': { side: 96, isMaskable: false, isBadge: true },
}

export const dynamic = 'force-static'
export const dynamicParams = false
export const generateStaticParams = () => Object.keys(icons).map((name) => ({ name }))

/** The page's icons, made of one drawing when the application is built. */
export const GET = async (_request: Request, { params }: { params: Promise<{ name: string }> }) => {
  const icon = icons[(await params).name]
  if (!icon) return new Response(null, { status: 404 })
  const drawing = icon.isBadge ? drawBadge() : drawMark(icon)
  if (icon.side === 0) {
    return new Response(drawing, { headers: { 'content-type': 'image/svg+xml' } })
  }
  const picture = await sharp(Buffer.from(drawing), { density: 144 })
    .resize(icon.side, icon.side)
    .png()
    .toBuffer()
  return new Response(new Uint8Array(picture), { headers: { 'content-type': 'image/png' } })
}
