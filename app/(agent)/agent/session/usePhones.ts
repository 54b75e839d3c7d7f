import { useCallback, useEffect, useState } from 'react'
import type { Phone } from '../push/reportPhone.ts'
import { callApi, type Reply } from '../shell/callApi.ts'

type Failed = Extract<Reply<unknown>, { isOk: false }>

export type Phones = {
  /** The person's phones but this one, those in use only; undefined as long as they are not known. */
  phones: Phone[] | undefined
  problem: Pick<Failed, 'code' | 'detail'> | undefined
  /** The name of the phone that was logged out last. */
  gone: string | undefined
  logOut: (phone: Phone) => Promise<void>
}

/** The other phones on which the person is logged in. */
export const usePhones = (device: string): Phones => {
  const [phones, setPhones] = useState<Phone[]>()
  const [problem, setProblem] = useState<Phones['problem']>()
  const [gone, setGone] = useState<string>()

  const load = useCallback(async () => {
    const reply = await callApi<{ devices: Phone[] }>({ path: '/assist/devices?whose=mine' })
    setProblem(reply.isOk ? undefined : reply)
    if (!reply.isOk) return
    const { devices } = reply.value
    setPhones(devices.filter(({ id, revokedAt }) => revokedAt === null && String(id) !== device))
  }, [device])
  useEffect(() => void load(), [load])

  const logOut = async (phone: Phone) => {
    const path = `/devices/${encodeURIComponent(String(phone.id))}/revoke`
    const reply = await callApi({ path, method: 'POST', body: {} })
    if (!reply.isOk) return setProblem(reply)
    setGone(phone.name)
    await load()
  }
  return { phones, problem, gone, logOut }
}
