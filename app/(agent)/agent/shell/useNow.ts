import { useEffect, useState } from 'react'

/** The time, in milliseconds, renewed every second while the page is seen. `skewMs` corrects a phone's wrong clock. */
export const useNow = (skewMs: number): number => {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const renew = () => {
      if (document.visibilityState === 'visible') setNow(Date.now())
    }
    const timer = setInterval(renew, 1000)
    document.addEventListener('visibilitychange', renew)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', renew)
    }
  }, [])
  return now + skewMs
}
