'use client'

import { Button, Modal, useModal } from '@payloadcms/ui'
import { useId, useState } from 'react'

type Args = {
  modalSlug: string
  heading: string
  /** What will happen. */
  body: string
  label: string
  confirm: string
  keep: string
  onYes: (reason: string) => Promise<void>
}

/** Above everything else, as Payload's own questions are. */
const above = 100

/** Whoever stops something in an emergency types at once. */
const typeHere = (input: HTMLInputElement | null) => input?.focus()

/** Says what will happen, and asks once; without a reason there is no yes. */
export const AskReason = (args: Args) => {
  const { modalSlug, heading, body, label, confirm, keep, onYes } = args
  const { closeModal, isModalOpen } = useModal()
  const id = useId()
  const [reason, setReason] = useState('')
  const [isBusy, setBusy] = useState(false)
  if (!isModalOpen(modalSlug)) return null
  const close = () => closeModal(modalSlug)
  return (
    <Modal
      className="confirmation-modal postyard-ask"
      closeOnBlur={false}
      slug={modalSlug}
      style={{ zIndex: above }}
    >
      <form
        className="confirmation-modal__wrapper"
        onSubmit={async (event) => {
          event.preventDefault()
          // A question may stand inside the form of a page, which is not to be saved by it.
          event.stopPropagation()
          setBusy(true)
          await onYes(reason.trim())
          setBusy(false)
          setReason('')
          close()
        }}
      >
        <div className="confirmation-modal__content postyard-ask__body">
          <h1>{heading}</h1>
          <p>{body}</p>
          <label className="postyard-ask__field" htmlFor={id}>
            {label}
            <input
              id={id}
              ref={typeHere}
              maxLength={300}
              pattern=".*\S.*"
              required
              title="Give a reason."
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </label>
        </div>
        <div className="confirmation-modal__controls">
          <Button
            buttonStyle="secondary"
            disabled={isBusy}
            onClick={close}
            size="large"
            type="button"
          >
            {keep}
          </Button>
          <Button
            disabled={isBusy}
            extraButtonProps={{ 'aria-busy': isBusy }}
            size="large"
            type="submit"
          >
            {confirm}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
