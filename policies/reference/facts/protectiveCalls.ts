import type { ActionTable } from "./actionTable.js";

/**
 * Actions that switch off, remove or narrow what protects an account: trails, detectors, recorders, keys, backups, logs, network
 * logs, public access blocks, and its membership of an organization.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples.html
 */
export const protectiveCalls: ActionTable = {
  date: "2026-11-25",
  pages: [
    "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples.html",
  ],
  actions: {
    "access-analyzer": "ApplyArchiveRule CreateArchiveRule DeleteAnalyzer UpdateArchiveRule UpdateFindings",
    account: "CloseAccount DisableRegion EnableRegion",
    backup:
      "DeleteBackupPlan DeleteBackupSelection DeleteBackupVault DeleteBackupVaultAccessPolicy " +
      "DeleteBackupVaultLockConfiguration DeleteBackupVaultNotifications DeleteRecoveryPoint " +
      "DisassociateRecoveryPoint PutBackupVaultAccessPolicy UpdateBackupPlan UpdateGlobalSettings " +
      "UpdateRecoveryPointLifecycle UpdateRegionSettings",
    cloudformation: "DeactivateType SetStackPolicy SetTypeConfiguration UpdateTerminationProtection",
    cloudtrail:
      "CreateTrail DeleteEventDataStore DeleteTrail DeregisterOrganizationDelegatedAdmin " +
      "PutEventSelectors PutInsightSelectors StopEventDataStoreIngestion StopLogging " +
      "UpdateEventDataStore UpdateTrail",
    cloudwatch: "DeleteAlarms DisableAlarmActions PutMetricAlarm SetAlarmState",
    config:
      "DeleteAggregationAuthorization DeleteConfigRule DeleteConfigurationAggregator " +
      "DeleteConfigurationRecorder DeleteConformancePack DeleteDeliveryChannel DeleteEvaluationResults " +
      "DeleteOrganizationConfigRule DeleteOrganizationConformancePack DeleteRemediationConfiguration " +
      "DeleteRetentionConfiguration DeleteServiceLinkedConfigurationRecorder PutConfigurationRecorder " +
      "PutDeliveryChannel PutRetentionConfiguration StopConfigurationRecorder",
    controltower: "DeleteLandingZone DisableBaseline DisableControl",
    detective: "DeleteGraph DisableOrganizationAdminAccount DisassociateMembership",
    dynamodb: "DeleteBackup UpdateContinuousBackups",
    ec2:
      "CreateVpcBlockPublicAccessExclusion DeleteFlowLogs DeleteSnapshot DisableAllowedImagesSettings " +
      "DisableEbsEncryptionByDefault DisableImageBlockPublicAccess " +
      "DisableImageDeregistrationProtection DisableSnapshotBlockPublicAccess EnableSerialConsoleAccess " +
      "ModifyInstanceMetadataDefaults ModifyInstanceMetadataOptions ModifyVpcBlockPublicAccessOptions " +
      "UnlockSnapshot",
    ecr: "DeleteSigningConfiguration",
    eks: "UpdateClusterConfig",
    elasticfilesystem: "PutBackupPolicy",
    elasticmapreduce: "PutBlockPublicAccessConfiguration",
    events: "DeleteRule DisableRule PutRule RemoveTargets",
    fms: "DeletePolicy DisassociateAdminAccount",
    glacier: "AbortVaultLock",
    guardduty:
      "ArchiveFindings CreateFilter CreateIPSet DeleteDetector DeleteMembers " +
      "DeletePublishingDestination DeleteThreatIntelSet DisableOrganizationAdminAccount " +
      "DisassociateFromAdministratorAccount DisassociateFromMasterAccount DisassociateMembers " +
      "StopMonitoringMembers UpdateDetector UpdateFilter UpdateIPSet UpdateMemberDetectors " +
      "UpdateOrganizationConfiguration UpdatePublishingDestination",
    iam:
      "CreateOpenIDConnectProvider CreateSAMLProvider DeactivateMFADevice DeleteAccountPasswordPolicy " +
      "DeleteRolePermissionsBoundary DeleteUserPermissionsBoundary DeleteVirtualMFADevice " +
      "DisableOrganizationsRootCredentialsManagement DisableOrganizationsRootSessions " +
      "PutRolePermissionsBoundary PutUserPermissionsBoundary SetSecurityTokenServicePreferences " +
      "UpdateAccountPasswordPolicy UpdateSAMLProvider",
    inspector2: "Disable DisableDelegatedAdminAccount DisassociateMember UpdateOrganizationConfiguration",
    kms:
      "DeleteAlias DeleteCustomKeyStore DeleteImportedKeyMaterial DisableKey DisableKeyRotation " +
      "DisconnectCustomKeyStore PutKeyPolicy RetireGrant ScheduleKeyDeletion",
    lambda: "DeleteFunctionCodeSigningConfig UpdateCodeSigningConfig",
    logs:
      "DeleteDataProtectionPolicy DeleteDeliverySource DeleteDestination DeleteLogGroup " +
      "DeleteLogStream DeleteMetricFilter DeleteRetentionPolicy DeleteSubscriptionFilter " +
      "DisassociateKmsKey PutRetentionPolicy",
    macie2:
      "DeleteMember DisableMacie DisableOrganizationAdminAccount DisassociateFromAdministratorAccount " +
      "DisassociateMember UpdateMacieSession UpdateMemberSession",
    "network-firewall": "DeleteFirewall UpdateLoggingConfiguration",
    organizations:
      "CloseAccount DeleteOrganization DeletePolicy DeregisterDelegatedAdministrator DetachPolicy " +
      "DisableAWSServiceAccess DisablePolicyType LeaveOrganization MoveAccount " +
      "RemoveAccountFromOrganization UpdatePolicy",
    ram: "DisassociateResourceShare",
    rds: "DeleteDBClusterSnapshot DeleteDBInstanceAutomatedBackup DeleteDBSnapshot ModifyDBInstance",
    route53resolver:
      "DeleteResolverQueryLogConfig DisassociateFirewallRuleGroup DisassociateResolverQueryLogConfig " +
      "UpdateFirewallConfig",
    s3:
      "BypassGovernanceRetention DeleteBucketPolicy DeleteObjectVersion " +
      "PutAccessPointPublicAccessBlock PutAccountPublicAccessBlock PutBucketLogging " +
      "PutBucketNotification PutBucketObjectLockConfiguration PutBucketOwnershipControls " +
      "PutBucketPolicy PutBucketPublicAccessBlock PutBucketVersioning PutEncryptionConfiguration " +
      "PutLifecycleConfiguration PutObjectLegalHold PutObjectRetention PutReplicationConfiguration",
    scheduler: "UpdateSchedule",
    securityhub:
      "BatchDisableStandards DeleteMembers DisableImportFindingsForProduct " +
      "DisableOrganizationAdminAccount DisableSecurityHub DisableSecurityHubV2 " +
      "DisassociateFromAdministratorAccount DisassociateFromMasterAccount DisassociateMembers " +
      "UpdateOrganizationConfiguration UpdateSecurityHubConfiguration UpdateStandardsControl",
    shield: "DeleteProtection DisableProactiveEngagement",
    sns: "DeleteTopic Unsubscribe",
    ssm: "ResetServiceSetting UpdateServiceSetting",
    wafv2: "DeleteLoggingConfiguration DeleteWebACL DisassociateWebACL UpdateWebACL",
  },
};
