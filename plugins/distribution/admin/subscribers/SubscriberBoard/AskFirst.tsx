import { Button, ConfirmationModal, useModal } from '@payloadcms/ui'
import { type ReactNode, useId, useState } from 'react'

type Args = {
  /** On the button. */
  word: string
  name: string
  heading: string
  confirm: string
  children: ReactNode
  action: string
  isBusy: boolean
  onYes: () => Promise<unknown>
}

/** A button whose deed is asked about once. */
export const AskFirst = (args: Args) => {
  const { word, name, heading, confirm, children, action, isBusy, onYes } = args
  const { openModal } = useModal()
  const modalSlug = `postyard-subscriber-${useId()}`
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Button
        buttonStyle="secondary"
        size="small"
        margin={false}
        type="button"
        disabled={isBusy}
        extraButtonProps={{ 'data-action': action }}
        onClick={() => {
          setAsking(true)
          openModal(modalSlug)
        }}
      >
        {word}
      </Button>
      {isAsking ? (
        <ConfirmationModal
          className="postyard-ask"
          modalSlug={modalSlug}
          heading={heading}
          confirmLabel={confirm}
          cancelLabel="Leave it"
          body={
            <div className="postyard-ask__body">
              <p className="postyard-ask__name">{name}</p>
              {children}
            </div>
          }
          onConfirm={async () => {
            await onYes()
          }}
        />
      ) : null}
    </>
  )
}
