'use client'

import { useFormFields } from '@payloadcms/ui'
import { tellNetwork } from '../tellNetwork.ts'
import './index.css'

/** Above the fields for plans over many accounts, which are folded away: what is written there. */
export const NetworkLabel = () => {
  const told = useFormFields(([fields]) =>
    tellNetwork({
      timezone: fields?.timezone?.value,
      language: fields?.language?.value,
      followers: fields?.followers?.value,
      labels: fields?.labels?.value,
      hours: fields?.blackouts?.rows?.length,
      dates: fields?.blackoutDates?.value,
    }),
  )
  return (
    <span className="postyard-network-label">
      Network <span className="postyard-network-label__told">{told || 'nothing is set'}</span>
    </span>
  )
}
