'use client'

import { usePanel } from '../facts/FactsProvider.tsx'
import { useBrowserZone } from './useBrowserZone.ts'

/** The zone in which times of a tenant are told: its own, or the browser's where that is not known. */
export const useZone = (tenant: unknown): string => {
  const browser = useBrowserZone()
  return usePanel().tenantOf(tenant)?.timezone ?? browser
}
