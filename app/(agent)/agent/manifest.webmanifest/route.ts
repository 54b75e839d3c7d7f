import type { MetadataRoute } from 'next'
import { en } from '../words/en.ts'

export const dynamic = 'force-static'

/** What a phone needs to know to install the page. It is of this page only: the panel is no phone app. */
export const GET = () => {
  const manifest: MetadataRoute.Manifest = {
    id: '/agent',
    name: `${en.product} ${en.page}`,
    short_name: en.product,
    description: en.description,
    lang: 'en',
    dir: 'ltr',
    categories: ['business', 'productivity'],
    start_url: '/agent',
    scope: '/agent',
    display: 'standalone',
    display_override: ['standalone', 'minimal-ui'],
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
