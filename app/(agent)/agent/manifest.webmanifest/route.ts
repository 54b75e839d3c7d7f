import type { MetadataRoute } from 'next'
import { words } from '../words.ts'

export const dynamic = 'force-static'

/** What a phone needs to know to install the page. It is of this page only: the panel is no phone app. */
export const GET = () => {
  const manifest: MetadataRoute.Manifest = {
    id: '/agent',
    name: `${words.product} ${words.page}`,
    short_name: words.product,
    description: words.description,
    lang: 'en',
    start_url: '/agent',
    scope: '/agent',
    display: 'standalone',
    orientation: 'portrait',
    background_color: '#15324a',
    theme_color: '#15324a',
    icons: [
      { src: '/agent/icons/icon.svg', sizes: 'any', type: 'image/svg+xml' },
      { src: '/agent/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/agent/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
      {
        src: '/agent/icons/maskable-512.png',
        sizes: '512x512',
        type: 'image/png',
        purpose: 'maskable',
      },
    ],
  }
  return new Response(JSON.stringify(manifest), {
    headers: { 'content-type': 'application/manifest+json' },
  })
}
