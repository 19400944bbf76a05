import type { ActionTable } from "./actionTable.js";

/**
 * Actions whose answer is a credential: AWS sessions and keys, logins of databases, tokens and passwords. Left out are those
 * that cannot name a resource, as no policy can confine them.
 *
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const credentialIssues: ActionTable = {
  date: "2026-11-25",
  pages: [
    "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
  ],
  actions: {
    acm: "ExportCertificate",
    "acm-pca": "IssueCertificate",
    aidevops: "GetAccessToken",
    airflow: "CreateCliToken CreateWebLoginToken",
    amplifybackend: "GetToken",
    apigateway: "GET",
    appstream: "CreateAppBlockBuilderStreamingURL CreateImageBuilderStreamingURL CreateStreamingURL",
    athena: "CreatePresignedNotebookUrl",
    "bedrock-agentcore":
      "GetResourceApiKey GetResourceOauth2Token GetWorkloadAccessToken GetWorkloadAccessTokenForJWT " +
      "GetWorkloadAccessTokenForUserId",
    cloud9: "CreateEnvironmentToken",
    codeartifact: "GetAuthorizationToken",
    codeconnections: "GetConnectionToken",
    codepipeline: "PollForJobs",
    "codestar-connections": "GetConnectionToken",
    "cognito-identity": "GetOpenIdTokenForDeveloperIdentity",
    "cognito-idp": "AddUserPoolClientSecret AdminSetUserPassword DescribeUserPoolClient",
    connect: "GetFederationToken",
    ds: "ResetUserPassword",
    dsql: "DbConnect DbConnectAdmin",
    ec2: "CreateKeyPair GetPasswordData",
    "ec2-instance-connect": "SendSSHPublicKey SendSerialConsoleSSHPublicKey",
    "eks-auth": "AssumeRoleForPodIdentity",
    elasticache: "Connect",
    elasticmapreduce:
      "CreateStudioPresignedUrl GetClusterSessionCredentials GetOnClusterAppUIPresignedURL " +
      "GetPersistentAppUIPresignedURL",
    "emr-containers": "GetManagedEndpointSessionCredentials",
    events: "RetrieveConnectionCredentials",
    "finspace-api": "GetProgrammaticAccessCredentials",
    gamelift: "GetComputeAccess GetComputeAuthToken GetInstanceAccess RequestUploadCredentials",
    glue: "RefreshOAuth2Tokens",
    grafana: "CreateWorkspaceApiKey CreateWorkspaceServiceAccountToken",
    iam:
      "CreateAccessKey CreateLoginProfile CreateServiceSpecificCredential CreateVirtualMFADevice " +
      "ResetServiceSpecificCredential UpdateAccessKey UpdateLoginProfile UploadSSHPublicKey " +
      "UploadSigningCertificate",
    iot: "RotateTunnelAccessToken",
    ivs: "CreateParticipantToken",
    ivschat: "CreateChatToken",
    "kafka-cluster": "Connect",
    kinesisanalytics: "CreateApplicationPresignedUrl",
    lambda: "CreateMicrovmAuthToken CreateMicrovmShellAuthToken",
    lightsail:
      "CreateBucketAccessKey CreateGUISessionAccessDetails GetInstanceAccessDetails " +
      "GetRelationalDatabaseMasterUserPassword",
    mediapackage: "RotateChannelCredentials RotateIngestEndpointCredentials",
    memorydb: "Connect",
    "neptune-db": "connect",
    "pca-connector-scep": "GetChallengePassword",
    q: "CreateScimAccessToken",
    "rds-db": "connect",
    redshift:
      "CreateClusterUser GetClusterCredentials GetClusterCredentialsWithIAM GetIdentityCenterAuthToken",
    "redshift-serverless": "GetCredentials GetIdentityCenterAuthToken",
    route53globalresolver: "GetAccessToken",
    s3: "GetDataAccess",
    s3express: "CreateSession",
    sagemaker:
      "CreatePartnerAppPresignedUrl CreatePresignedDomainUrl CreatePresignedMlflowAppUrl " +
      "CreatePresignedMlflowTrackingServerUrl CreatePresignedNotebookInstanceUrl",
    signin: "CreateOAuth2Token",
    ssm: "GetAccessToken RequestManagedInstanceRoleToken",
    "sso-oauth": "CreateTokenWithIAM",
    sts: "AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity AssumeRoot GetFederationToken",
    workmail: "ResetPassword",
  },
};
