'use client'

import dynamic from 'next/dynamic'
import { useDocumentLanguage } from '../words/useWords.ts'
import './installPrompt.ts'
import { Splash } from './Splash.tsx'

const App = dynamic(() => import('./App.tsx').then(({ App }) => App), {
  ssr: false,
  loading: Splash,
})

/** Everything on the page comes from this phone's storage and its own requests: the server has nothing to draw. */
export const Start = () => {
  useDocumentLanguage()
  return <App />
}
