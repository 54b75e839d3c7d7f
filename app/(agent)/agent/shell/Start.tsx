'use client'

import dynamic from 'next/dynamic'
import { Splash } from './Splash.tsx'

/** Everything on the page comes from this phone's storage and its own requests: the server has nothing to draw. */
export const Start = dynamic(() => import('./App.tsx').then(({ App }) => App), {
  ssr: false,
  loading: Splash,
})
