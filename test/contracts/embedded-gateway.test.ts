// The embedded Gateway under the contract of all.
import { openForApply } from '../../services/host/embedded.ts'
import { gatewayContract } from './gateway.ts'

gatewayContract('embedded', async (folder) => {
  const opened = await openForApply(folder)
  if (!opened.ok) throw new TypeError(opened.failure.message)
  return opened.value
})
