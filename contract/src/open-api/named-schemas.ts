import type { z } from 'zod'
import { ProblemDocument } from '../problem/problem-document.ts'
import { ProblemItem } from '../problem/problem-item.ts'
import { ActionAnswer, MovedTaskView } from '../view/action-view.ts'
import {
  AdoptAllRequest,
  AdoptAnswer,
  AdoptedStackView,
  AdoptRequest,
  LeftStackView,
  LossView,
} from '../view/adopt-view.ts'
import {
  ChangedDefinition,
  DefinitionCommit,
  DefinitionDetails,
  DefinitionList,
  DefinitionView,
  RenderAnswer,
  RenderRequest,
  StackDefinitionView,
  UpgradeAnswer,
  UpgradeRequest,
} from '../view/definition-view.ts'
import {
  ConfigList,
  ContentAnswer,
  ContentValue,
  ContentView,
  NewContent,
  SecretList,
} from '../view/content-view.ts'
import { ChangeSummaryView, DeploymentView } from '../view/deployment-view.ts'
import { EventView } from '../view/event-view.ts'
import { DifferenceView, LogEvent, VariableList } from '../view/inspect-view.ts'
import { HistoryEntry, HistoryPage } from '../view/history-view.ts'
import { ChangeView, PlanView } from '../view/plan-view.ts'
import { PauseList, PauseRequest, PauseView } from '../view/pause-view.ts'
import { DeploymentList, Probe } from '../view/server-view.ts'
import { LoginLink, LoginRequest, SessionView } from '../view/session-view.ts'
import { RegistryList, RegistryLogin, RegistryView, SavedRegistry } from '../view/registry-view.ts'
import { RollbackAnswer, RollbackRequest } from '../view/rollback-view.ts'
import { ServiceView, SourceView, StackList, StackView } from '../view/stack-view.ts'
import { NodeList, NodeView, ServiceDetails, TaskView } from '../view/swarm-view.ts'
import { CreatedToken, NewToken, TokenList, TokenView } from '../view/token-view.ts'
import {
  ChangedStack,
  CommitAnswer,
  CommitOptions,
  NewStack,
  ScaleRequest,
  SyncAllRequest,
  SyncAnswer,
  ValidateAnswer,
  ValidateRequest,
} from '../view/write-view.ts'

type Named = Readonly<Record<string, z.ZodType>>

/** Bodies of requests: what a client may send. */
export const REQUEST_SCHEMAS: Named = {
  LoginRequest,
  NewToken,
  NewStack,
  ChangedStack,
  CommitOptions,
  ScaleRequest,
  RollbackRequest,
  ValidateRequest,
  SyncAllRequest,
  RegistryLogin,
  NewContent,
  ContentValue,
  PauseRequest,
  AdoptRequest,
  AdoptAllRequest,
  RenderRequest,
  ChangedDefinition,
  UpgradeRequest,
}

/** Documents of answers: what the server sends. */
export const ANSWER_SCHEMAS: Named = {
  ProblemDocument,
  ProblemItem,
  SessionView,
  LoginLink,
  TokenView,
  TokenList,
  CreatedToken,
  StackList,
  StackView,
  ServiceView,
  SourceView,
  NodeList,
  NodeView,
  ServiceDetails,
  TaskView,
  ActionAnswer,
  MovedTaskView,
  ContentView,
  ContentAnswer,
  SecretList,
  ConfigList,
  PauseList,
  PauseView,
  ChangeSummaryView,
  DeploymentView,
  DeploymentList,
  PlanView,
  ChangeView,
  CommitAnswer,
  HistoryPage,
  VariableList,
  DifferenceView,
  LogEvent,
  HistoryEntry,
  RollbackAnswer,
  ValidateAnswer,
  SyncAnswer,
  RegistryView,
  RegistryList,
  SavedRegistry,
  DefinitionList,
  DefinitionView,
  DefinitionDetails,
  RenderAnswer,
  DefinitionCommit,
  UpgradeAnswer,
  StackDefinitionView,
  AdoptAnswer,
  AdoptedStackView,
  LeftStackView,
  LossView,
  EventView,
  Probe,
}
