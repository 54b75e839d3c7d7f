import type { Metadata } from 'next'
import { Start } from './shell/Start.tsx'
import { en } from './words/en.ts'

export const metadata: Metadata = {
  title: en.title,
  description: en.description,
  manifest: '/agent/manifest.webmanifest',
  icons: {
    icon: { url: '/agent/icons/icon.svg', type: 'image/svg+xml' },
    apple: '/agent/icons/apple-180.png',
  },
  appleWebApp: { capable: true, title: en.product },
  formatDetection: { telephone: false, address: false, email: false },
  robots: { index: false, follow: false },
  referrer: 'same-origin',
}

/** The phone page of field agents: what is to be posted by hand, one task at a time. */
const Page = () => <Start />

export default Page
