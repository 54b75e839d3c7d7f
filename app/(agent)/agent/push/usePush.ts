import { useCallback, useEffect, useRef, useState } from 'react'
import { callApi } from '../shell/callApi.ts'
import { useFromWorker } from '../shell/useFromWorker.ts'
import { type BrowserFacts, type PushState, pushState } from './pushState.ts'
import { readBrowser } from './readBrowser.ts'
import { readyWorker } from './readyWorker.ts'
import { type Phone, reportPhone } from './reportPhone.ts'
import { codeOf, takeToken, type WebSettings } from './takeToken.ts'

export type PushOfPhone = {
  state: PushState
  browser: BrowserFacts
  /** Why Google refused. */
  failure: string | undefined
  isBusy: boolean
  /** Asks the person for the permission and Google for a token; to be called in a tap. */
  turnOn: () => Promise<void>
  /** Looks again, after the person has changed something in the settings. */
  lookAgain: () => Promise<void>
}

type Args = {
  device: string
  /** In which pushes come (BCP 47). */
  language: string
  onLoggedOut: () => void
}

type Settings = { projectId: string | null; web: WebSettings | null }

/** Time from one report to the next while the page is seen, in milliseconds. */
const reportMs = 5 * 60_000

/**
 * Keeps the server informed of this phone, and this phone registered for pushes: as the app opens, when its token
 * changes, and when the server has found that it is not valid any more.
 */
export const usePush = ({ device, language, onLoggedOut }: Args): PushOfPhone => {
  const [browser, setBrowser] = useState(readBrowser)
  const [settings, setSettings] = useState<Settings>()
  const [phone, setPhone] = useState<Phone>()
  const [failure, setFailure] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const isAtIt = useRef(false)
  const hasToken = useRef(false)

  const work = useCallback(
    async ({ isAnew = false } = {}) => {
      const seen = readBrowser()
      setBrowser(seen)
      const report = await reportPhone({ device, language })
      if (!report.isOk) {
        if (report.status === 401) onLoggedOut()
        return
      }
      setPhone(report.value)
      const asked = await callApi<Settings>({ path: '/assist/push-settings' })
      if (!asked.isOk) return
      setSettings(asked.value)
      const { web } = asked.value
      if (!web || !seen.hasPush || seen.permission !== 'granted') return
      const isGone = isAnew || report.value.push === 'dropped'
      if (hasToken.current && report.value.push === 'works' && !isGone) return
      try {
        const registration = await readyWorker()
        const token = await takeToken({ settings: web, registration, isAnew: isGone })
        const told = await reportPhone({ device, language, token })
        if (!told.isOk) return
        hasToken.current = true
        setPhone(told.value)
        setFailure(undefined)
      } catch (error) {
        setFailure(codeOf(error))
      }
    },
    [device, language, onLoggedOut],
  )

  /** One after the other: two at once would each take the token from the other. */
  const look = useCallback(
    async (args?: { isAnew?: boolean }) => {
      if (isAtIt.current) return
      isAtIt.current = true
      await work(args)
      isAtIt.current = false
    },
    [work],
  )

  useEffect(() => {
    void look()
    const isSeen = () => document.visibilityState === 'visible'
    const timer = setInterval(() => isSeen() && void look(), reportMs)
    // Back from the settings, where notifications may have been allowed or blocked.
    const come = () => {
      if (isSeen() && readBrowser().permission !== browser.permission) void look()
    }
    document.addEventListener('visibilitychange', come)
    window.addEventListener('focus', come)
    window.addEventListener('online', come)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', come)
      window.removeEventListener('focus', come)
      window.removeEventListener('online', come)
    }
  }, [look, browser.permission])

  useFromWorker(
    useCallback(
      (message) => message.type === 'push-changed' && void look({ isAnew: true }),
      [look],
    ),
  )

  const busily = async (task: () => Promise<void>) => {
    setBusy(true)
    await task()
    setBusy(false)
  }

  return {
    state: pushState({
      browser,
      isSetUp: settings && settings.web !== null,
      server: phone?.push,
      failure,
    }),
    browser,
    failure,
    isBusy,
    turnOn: () =>
      busily(async () => {
        await Notification.requestPermission()
        await look()
      }),
    lookAgain: () => busily(look),
  }
}
