/* Made by scripts/models/generate.py from botocore 1.42.4: change operations.txt and run `make models`. */
#include "aws/model.h"

// clang-format off

static const struct aws_shape
    shape_Address, shape_AddressList, shape_AllocateAddressRequest, shape_AllocateAddressResult,
    shape_AllocationIdList, shape_AssociateRouteTableRequest, shape_AssociateRouteTableResult,
    shape_AssociateSubnetCidrBlockRequest, shape_AssociateSubnetCidrBlockResult,
    shape_AssociateVpcCidrBlockRequest, shape_AssociateVpcCidrBlockResult, shape_AssociatedSubnetList,
    shape_AttachInternetGatewayRequest, shape_AttachmentEnaSrdSpecification,
    shape_AttachmentEnaSrdUdpSpecification, shape_AttributeBooleanValue,
    shape_AuthorizeSecurityGroupEgressRequest, shape_AuthorizeSecurityGroupEgressResult,
    shape_AuthorizeSecurityGroupIngressRequest, shape_AuthorizeSecurityGroupIngressResult,
    shape_AvailabilityZone, shape_AvailabilityZoneAddress, shape_AvailabilityZoneAddresses,
    shape_AvailabilityZoneList, shape_AvailabilityZoneMessage, shape_AvailabilityZoneMessageList,
    shape_BlockPublicAccessStates, shape_ConnectionTrackingConfiguration,
    shape_CreateEgressOnlyInternetGatewayRequest, shape_CreateEgressOnlyInternetGatewayResult,
    shape_CreateFlowLogsRequest, shape_CreateFlowLogsResult, shape_CreateInternetGatewayRequest,
    shape_CreateInternetGatewayResult, shape_CreateNatGatewayRequest, shape_CreateNatGatewayResult,
    shape_CreateRouteRequest, shape_CreateRouteResult, shape_CreateRouteTableRequest,
    shape_CreateRouteTableResult, shape_CreateSecurityGroupRequest, shape_CreateSecurityGroupResult,
    shape_CreateSubnetRequest, shape_CreateSubnetResult, shape_CreateTagsRequest,
    shape_CreateVpcEndpointRequest, shape_CreateVpcEndpointResult, shape_CreateVpcRequest,
    shape_CreateVpcResult, shape_DeleteEgressOnlyInternetGatewayRequest,
    shape_DeleteEgressOnlyInternetGatewayResult, shape_DeleteFlowLogsRequest, shape_DeleteFlowLogsResult,
    shape_DeleteInternetGatewayRequest, shape_DeleteNatGatewayRequest, shape_DeleteNatGatewayResult,
    shape_DeleteRouteRequest, shape_DeleteRouteTableRequest, shape_DeleteSecurityGroupRequest,
    shape_DeleteSecurityGroupResult, shape_DeleteSubnetRequest, shape_DeleteTagsRequest,
    shape_DeleteVpcEndpointsRequest, shape_DeleteVpcEndpointsResult, shape_DeleteVpcRequest,
    shape_DescribeAddressesRequest, shape_DescribeAddressesResult, shape_DescribeAvailabilityZonesRequest,
    shape_DescribeAvailabilityZonesResult, shape_DescribeEgressOnlyInternetGatewaysRequest,
    shape_DescribeEgressOnlyInternetGatewaysResult, shape_DescribeFlowLogsRequest,
    shape_DescribeFlowLogsResult, shape_DescribeInternetGatewaysRequest,
    shape_DescribeInternetGatewaysResult, shape_DescribeManagedPrefixListsRequest,
    shape_DescribeManagedPrefixListsResult, shape_DescribeNatGatewaysRequest,
    shape_DescribeNatGatewaysResult, shape_DescribeNetworkAclsRequest, shape_DescribeNetworkAclsResult,
    shape_DescribeNetworkInterfacesRequest, shape_DescribeNetworkInterfacesResult,
    shape_DescribePrefixListsRequest, shape_DescribePrefixListsResult, shape_DescribeRegionsRequest,
    shape_DescribeRegionsResult, shape_DescribeRouteTablesRequest, shape_DescribeRouteTablesResult,
    shape_DescribeSecurityGroupRulesRequest, shape_DescribeSecurityGroupRulesResult,
    shape_DescribeSecurityGroupsRequest, shape_DescribeSecurityGroupsResult, shape_DescribeSubnetsRequest,
    shape_DescribeSubnetsResult, shape_DescribeTagsRequest, shape_DescribeTagsResult,
    shape_DescribeVpcAttributeRequest, shape_DescribeVpcAttributeResult,
    shape_DescribeVpcEndpointServicesRequest, shape_DescribeVpcEndpointServicesResult,
    shape_DescribeVpcEndpointsRequest, shape_DescribeVpcEndpointsResult, shape_DescribeVpcsRequest,
    shape_DescribeVpcsResult, shape_DestinationOptionsRequest, shape_DestinationOptionsResponse,
    shape_DetachInternetGatewayRequest, shape_DisassociateRouteTableRequest,
    shape_DisassociateSubnetCidrBlockRequest, shape_DisassociateSubnetCidrBlockResult,
    shape_DisassociateVpcCidrBlockRequest, shape_DisassociateVpcCidrBlockResult, shape_DnsEntry,
    shape_DnsEntrySet, shape_DnsOptions, shape_DnsOptionsSpecification, shape_EgressOnlyInternetGateway,
    shape_EgressOnlyInternetGatewayIdList, shape_EgressOnlyInternetGatewayList, shape_Filter,
    shape_FilterList, shape_FlowLog, shape_FlowLogIdList, shape_FlowLogResourceIds, shape_FlowLogSet,
    shape_GroupIdStringList, shape_GroupIdentifier, shape_GroupIdentifierList, shape_GroupIdentifierSet,
    shape_GroupNameStringList, shape_IcmpTypeCode, shape_InternetGateway, shape_InternetGatewayAttachment,
    shape_InternetGatewayAttachmentList, shape_InternetGatewayIdList, shape_InternetGatewayList,
    shape_IpList, shape_IpPermission, shape_IpPermissionList, shape_IpRange, shape_IpRangeList,
    shape_Ipv4PrefixSpecification, shape_Ipv4PrefixesList, shape_Ipv6PrefixSpecification,
    shape_Ipv6PrefixesList, shape_Ipv6Range, shape_Ipv6RangeList, shape_LastError, shape_ManagedPrefixList,
    shape_ManagedPrefixListSet, shape_ModifySecurityGroupRulesRequest, shape_ModifySecurityGroupRulesResult,
    shape_ModifySubnetAttributeRequest, shape_ModifyVpcAttributeRequest, shape_ModifyVpcEndpointRequest,
    shape_ModifyVpcEndpointResult, shape_ModifyVpcTenancyRequest, shape_ModifyVpcTenancyResult,
    shape_NatGateway, shape_NatGatewayAddress, shape_NatGatewayAddressList,
    shape_NatGatewayAttachedAppliance, shape_NatGatewayAttachedApplianceList, shape_NatGatewayIdStringList,
    shape_NatGatewayList, shape_NetworkAcl, shape_NetworkAclAssociation, shape_NetworkAclAssociationList,
    shape_NetworkAclEntry, shape_NetworkAclEntryList, shape_NetworkAclIdStringList, shape_NetworkAclList,
    shape_NetworkInterface, shape_NetworkInterfaceAssociation, shape_NetworkInterfaceAttachment,
    shape_NetworkInterfaceIdList, shape_NetworkInterfaceIpv6Address,
    shape_NetworkInterfaceIpv6AddressesList, shape_NetworkInterfaceList,
    shape_NetworkInterfacePrivateIpAddress, shape_NetworkInterfacePrivateIpAddressList,
    shape_OperatorResponse, shape_PortRange, shape_PrefixList, shape_PrefixListId, shape_PrefixListIdList,
    shape_PrefixListResourceIdStringList, shape_PrefixListSet, shape_PrivateDnsDetails,
    shape_PrivateDnsDetailsSet, shape_PrivateDnsNameOptionsOnLaunch, shape_PrivateDnsSpecifiedDomainSet,
    shape_PropagatingVgw, shape_PropagatingVgwList, shape_ProvisionedBandwidth,
    shape_PublicIpDnsNameOptions, shape_PublicIpStringList, shape_ReferencedSecurityGroup, shape_Region,
    shape_RegionList, shape_RegionNameStringList, shape_ReleaseAddressRequest, shape_ReplaceRouteRequest,
    shape_ReplaceRouteTableAssociationRequest, shape_ReplaceRouteTableAssociationResult,
    shape_ResourceIdList, shape_RevokeSecurityGroupEgressRequest, shape_RevokeSecurityGroupEgressResult,
    shape_RevokeSecurityGroupIngressRequest, shape_RevokeSecurityGroupIngressResult,
    shape_RevokedSecurityGroupRule, shape_RevokedSecurityGroupRuleList, shape_Route, shape_RouteList,
    shape_RouteTable, shape_RouteTableAssociation, shape_RouteTableAssociationList,
    shape_RouteTableAssociationState, shape_RouteTableIdStringList, shape_RouteTableList,
    shape_SecurityGroup, shape_SecurityGroupIdentifier, shape_SecurityGroupList, shape_SecurityGroupRule,
    shape_SecurityGroupRuleDescription, shape_SecurityGroupRuleDescriptionList,
    shape_SecurityGroupRuleIdList, shape_SecurityGroupRuleList, shape_SecurityGroupRuleRequest,
    shape_SecurityGroupRuleUpdate, shape_SecurityGroupRuleUpdateList, shape_ServiceDetail,
    shape_ServiceDetailSet, shape_ServiceTypeDetail, shape_ServiceTypeDetailSet, shape_Subnet,
    shape_SubnetCidrBlockState, shape_SubnetConfiguration, shape_SubnetConfigurationsList,
    shape_SubnetIdStringList, shape_SubnetIpPrefixes, shape_SubnetIpPrefixesList,
    shape_SubnetIpv6CidrBlockAssociation, shape_SubnetIpv6CidrBlockAssociationSet, shape_SubnetList,
    shape_SupportedIpAddressTypes, shape_Tag, shape_TagDescription, shape_TagDescriptionList, shape_TagList,
    shape_TagSpecification, shape_TagSpecificationList, shape_UnsuccessfulItem, shape_UnsuccessfulItemError,
    shape_UnsuccessfulItemSet, shape_UpdateSecurityGroupRuleDescriptionsEgressRequest,
    shape_UpdateSecurityGroupRuleDescriptionsEgressResult,
    shape_UpdateSecurityGroupRuleDescriptionsIngressRequest,
    shape_UpdateSecurityGroupRuleDescriptionsIngressResult, shape_UserIdGroupPair,
    shape_UserIdGroupPairList, shape_ValueStringList, shape_Vpc, shape_VpcCidrBlockAssociation,
    shape_VpcCidrBlockAssociationSet, shape_VpcCidrBlockState, shape_VpcEncryptionControl,
    shape_VpcEncryptionControlConfiguration, shape_VpcEncryptionControlExclusion,
    shape_VpcEncryptionControlExclusions, shape_VpcEndpoint, shape_VpcEndpointIdList,
    shape_VpcEndpointRouteTableIdList, shape_VpcEndpointSecurityGroupIdList, shape_VpcEndpointSet,
    shape_VpcEndpointSubnetIdList, shape_VpcIdStringList, shape_VpcIpv6CidrBlockAssociation,
    shape_VpcIpv6CidrBlockAssociationSet, shape_VpcList, shape_ZoneIdStringList, shape_ZoneNameStringList;

static const struct aws_shape scalar_boolean = { .name = "boolean", .type = AWS_BOOLEAN };
static const struct aws_shape scalar_integer = { .name = "integer", .type = AWS_INTEGER };
static const struct aws_shape scalar_long = { .name = "long", .type = AWS_LONG };
static const struct aws_shape scalar_string = { .name = "string", .type = AWS_STRING };
static const struct aws_shape scalar_timestamp = { .name = "timestamp", .type = AWS_TIMESTAMP };

static const struct aws_shape shape_Address = { .name = "Address", .members = (const struct aws_member[]){
        { .name = "AllocationId", .wire = "allocationId", .shape = &scalar_string },
        { .name = "AssociationId", .wire = "associationId", .shape = &scalar_string },
        { .name = "Domain", .wire = "domain", .shape = &scalar_string },
        { .name = "NetworkInterfaceId", .wire = "networkInterfaceId", .shape = &scalar_string },
        { .name = "NetworkInterfaceOwnerId", .wire = "networkInterfaceOwnerId", .shape = &scalar_string },
        { .name = "PrivateIpAddress", .wire = "privateIpAddress", .shape = &scalar_string },
        { .name = "Tags", .wire = "tagSet", .shape = &shape_TagList },
        { .name = "PublicIpv4Pool", .wire = "publicIpv4Pool", .shape = &scalar_string },
        { .name = "NetworkBorderGroup", .wire = "networkBorderGroup", .shape = &scalar_string },
        { .name = "CustomerOwnedIp", .wire = "customerOwnedIp", .shape = &scalar_string },
        { .name = "CustomerOwnedIpv4Pool", .wire = "customerOwnedIpv4Pool", .shape = &scalar_string },
        { .name = "CarrierIp", .wire = "carrierIp", .shape = &scalar_string },
        { .name = "SubnetId", .wire = "subnetId", .shape = &scalar_string },
        { .name = "ServiceManaged", .wire = "serviceManaged", .shape = &scalar_string },
        { .name = "InstanceId", .wire = "instanceId", .shape = &scalar_string },
        { .name = "PublicIp", .wire = "publicIp", .shape = &scalar_string }, }, .member_count = 16, .type = AWS_STRUCTURE };
static const struct aws_shape shape_AddressList = { .name = "AddressList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_Address }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_AllocateAddressRequest = { .name = "AllocateAddressRequest", .members = (const struct aws_member[]){
        { .name = "Domain", .shape = &scalar_string },
        { .name = "Address", .shape = &scalar_string },
        { .name = "PublicIpv4Pool", .shape = &scalar_string },
        { .name = "NetworkBorderGroup", .shape = &scalar_string },
        { .name = "CustomerOwnedIpv4Pool", .shape = &scalar_string },
        { .name = "TagSpecifications", .wire = "TagSpecification", .shape = &shape_TagSpecificationList },
        { .name = "IpamPoolId", .shape = &scalar_string },
        { .name = "DryRun", .wire = "dryRun", .shape = &scalar_boolean }, }, .member_count = 8, .type = AWS_STRUCTURE };
static const struct aws_shape shape_AllocateAddressResult = { .name = "AllocateAddressResult", .members = (const struct aws_member[]){
        { .name = "AllocationId", .wire = "allocationId", .shape = &scalar_string },
        { .name = "PublicIpv4Pool", .wire = "publicIpv4Pool", .shape = &scalar_string },
        { .name = "NetworkBorderGroup", .wire = "networkBorderGroup", .shape = &scalar_string },
        { .name = "Domain", .wire = "domain", .shape = &scalar_string },
        { .name = "CustomerOwnedIp", .wire = "customerOwnedIp", .shape = &scalar_string },
        { .name = "CustomerOwnedIpv4Pool", .wire = "customerOwnedIpv4Pool", .shape = &scalar_string },
        { .name = "CarrierIp", .wire = "carrierIp", .shape = &scalar_string },
        { .name = "PublicIp", .wire = "publicIp", .shape = &scalar_string }, }, .member_count = 8, .type = AWS_STRUCTURE };
static const struct aws_shape shape_AllocationIdList = { .name = "AllocationIdList", .members = (const struct aws_member[]){
        { .wire = "AllocationId", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_AssociateRouteTableRequest = { .name = "AssociateRouteTableRequest", .members = (const struct aws_member[]){
        { .name = "GatewayId", .shape = &scalar_string },
        { .name = "PublicIpv4Pool", .shape = &scalar_string },
        { .name = "DryRun", .wire = "dryRun", .shape = &scalar_boolean },
        { .name = "SubnetId", .wire = "subnetId", .shape = &scalar_string },
        { .name = "RouteTableId", .wire = "routeTableId", .shape = &scalar_string, .required = true }, }, .member_count = 5, .type = AWS_STRUCTURE };
static const struct aws_shape shape_AssociateRouteTableResult = { .name = "AssociateRouteTableResult", .members = (const struct aws_member[]){
        { .name = "AssociationId", .wire = "associationId", .shape = &scalar_string },
        { .name = "AssociationState", .wire = "associationState", .shape = &shape_RouteTableAssociationState }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_AssociateSubnetCidrBlockRequest = { .name = "AssociateSubnetCidrBlockRequest", .members = (const struct aws_member[]){
        { .name = "Ipv6IpamPoolId", .shape = &scalar_string },
        { .name = "Ipv6NetmaskLength", .shape = &scalar_integer },
        { .name = "SubnetId", .wire = "subnetId", .shape = &scalar_string, .required = true },
        { .name = "Ipv6CidrBlock", .wire = "ipv6CidrBlock", .shape = &scalar_string }, }, .member_count = 4, .type = AWS_STRUCTURE };
static const struct aws_shape shape_AssociateSubnetCidrBlockResult = { .name = "AssociateSubnetCidrBlockResult", .members = (const struct aws_member[]){
        { .name = "Ipv6CidrBlockAssociation", .wire = "ipv6CidrBlockAssociation", .shape = &shape_SubnetIpv6CidrBlockAssociation },
        { .name = "SubnetId", .wire = "subnetId", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_AssociateVpcCidrBlockRequest = { .name = "AssociateVpcCidrBlockRequest", .members = (const struct aws_member[]){
        { .name = "CidrBlock", .shape = &scalar_string },
        { .name = "Ipv6CidrBlockNetworkBorderGroup", .shape = &scalar_string },
        { .name = "Ipv6Pool", .shape = &scalar_string },
        { .name = "Ipv6CidrBlock", .shape = &scalar_string },
        { .name = "Ipv4IpamPoolId", .shape = &scalar_string },
        { .name = "Ipv4NetmaskLength", .shape = &scalar_integer },
        { .name = "Ipv6IpamPoolId", .shape = &scalar_string },
        { .name = "Ipv6NetmaskLength", .shape = &scalar_integer },
        { .name = "VpcId", .wire = "vpcId", .shape = &scalar_string, .required = true },
        { .name = "AmazonProvidedIpv6CidrBlock", .wire = "amazonProvidedIpv6CidrBlock", .shape = &scalar_boolean }, }, .member_count = 10, .type = AWS_STRUCTURE };
static const struct aws_shape shape_AssociateVpcCidrBlockResult = { .name = "AssociateVpcCidrBlockResult", .members = (const struct aws_member[]){
        { .name = "Ipv6CidrBlockAssociation", .wire = "ipv6CidrBlockAssociation", .shape = &shape_VpcIpv6CidrBlockAssociation },
        { .name = "CidrBlockAssociation", .wire = "cidrBlockAssociation", .shape = &shape_VpcCidrBlockAssociation },
        { .name = "VpcId", .wire = "vpcId", .shape = &scalar_string }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_AssociatedSubnetList = { .name = "AssociatedSubnetList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_AttachInternetGatewayRequest = { .name = "AttachInternetGatewayRequest", .members = (const struct aws_member[]){
        { .name = "DryRun", .wire = "dryRun", .shape = &scalar_boolean },
        { .name = "InternetGatewayId", .wire = "internetGatewayId", .shape = &scalar_string, .required = true },
        { .name = "VpcId", .wire = "vpcId", .shape = &scalar_string, .required = true }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_AttachmentEnaSrdSpecification = { .name = "AttachmentEnaSrdSpecification", .members = (const struct aws_member[]){
        { .name = "EnaSrdEnabled", .wire = "enaSrdEnabled", .shape = &scalar_boolean },
        { .name = "EnaSrdUdpSpecification", .wire = "enaSrdUdpSpecification", .shape = &shape_AttachmentEnaSrdUdpSpecification }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_AttachmentEnaSrdUdpSpecification = { .name = "AttachmentEnaSrdUdpSpecification", .members = (const struct aws_member[]){
        { .name = "EnaSrdUdpEnabled", .wire = "enaSrdUdpEnabled", .shape = &scalar_boolean }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_AttributeBooleanValue = { .name = "AttributeBooleanValue", .members = (const struct aws_member[]){
        { .name = "Value", .wire = "value", .shape = &scalar_boolean }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_AuthorizeSecurityGroupEgressRequest = { .name = "AuthorizeSecurityGroupEgressRequest", .members = (const struct aws_member[]){
        { .name = "TagSpecifications", .wire = "TagSpecification", .shape = &shape_TagSpecificationList },
        { .name = "DryRun", .wire = "dryRun", .shape = &scalar_boolean },
        { .name = "GroupId", .wire = "groupId", .shape = &scalar_string, .required = true },
        { .name = "SourceSecurityGroupName", .wire = "sourceSecurityGroupName", .shape = &scalar_string },
        { .name = "SourceSecurityGroupOwnerId", .wire = "sourceSecurityGroupOwnerId", .shape = &scalar_string },
        { .name = "IpProtocol", .wire = "ipProtocol", .shape = &scalar_string },
        { .name = "FromPort", .wire = "fromPort", .shape = &scalar_integer },
        { .name = "ToPort", .wire = "toPort", .shape = &scalar_integer },
        { .name = "CidrIp", .wire = "cidrIp", .shape = &scalar_string },
        { .name = "IpPermissions", .wire = "ipPermissions", .shape = &shape_IpPermissionList }, }, .member_count = 10, .type = AWS_STRUCTURE };
static const struct aws_shape shape_AuthorizeSecurityGroupEgressResult = { .name = "AuthorizeSecurityGroupEgressResult", .members = (const struct aws_member[]){
        { .name = "Return", .wire = "return", .shape = &scalar_boolean },
        { .name = "SecurityGroupRules", .wire = "securityGroupRuleSet", .shape = &shape_SecurityGroupRuleList }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_AuthorizeSecurityGroupIngressRequest = { .name = "AuthorizeSecurityGroupIngressRequest", .members = (const struct aws_member[]){
        { .name = "CidrIp", .shape = &scalar_string },
        { .name = "FromPort", .shape = &scalar_integer },
        { .name = "GroupId", .shape = &scalar_string },
        { .name = "GroupName", .shape = &scalar_string },
        { .name = "IpPermissions", .shape = &shape_IpPermissionList },
        { .name = "IpProtocol", .shape = &scalar_string },
        { .name = "SourceSecurityGroupName", .shape = &scalar_string },
        { .name = "SourceSecurityGroupOwnerId", .shape = &scalar_string },
        { .name = "ToPort", .shape = &scalar_integer },
        { .name = "TagSpecifications", .wire = "TagSpecification", .shape = &shape_TagSpecificationList },
        { .name = "DryRun", .wire = "dryRun", .shape = &scalar_boolean }, }, .member_count = 11, .type = AWS_STRUCTURE };
static const struct aws_shape shape_AuthorizeSecurityGroupIngressResult = { .name = "AuthorizeSecurityGroupIngressResult", .members = (const struct aws_member[]){
        { .name = "Return", .wire = "return", .shape = &scalar_boolean },
        { .name = "SecurityGroupRules", .wire = "securityGroupRuleSet", .shape = &shape_SecurityGroupRuleList }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_AvailabilityZone = { .name = "AvailabilityZone", .members = (const struct aws_member[]){
        { .name = "OptInStatus", .wire = "optInStatus", .shape = &scalar_string },
        { .name = "Messages", .wire = "messageSet", .shape = &shape_AvailabilityZoneMessageList },
        { .name = "RegionName", .wire = "regionName", .shape = &scalar_string },
        { .name = "ZoneName", .wire = "zoneName", .shape = &scalar_string },
        { .name = "ZoneId", .wire = "zoneId", .shape = &scalar_string },
        { .name = "GroupName", .wire = "groupName", .shape = &scalar_string },
        { .name = "NetworkBorderGroup", .wire = "networkBorderGroup", .shape = &scalar_string },
        { .name = "ZoneType", .wire = "zoneType", .shape = &scalar_string },
        { .name = "ParentZoneName", .wire = "parentZoneName", .shape = &scalar_string },
        { .name = "ParentZoneId", .wire = "parentZoneId", .shape = &scalar_string },
        { .name = "GroupLongName", .wire = "groupLongName", .shape = &scalar_string },
        { .name = "State", .wire = "zoneState", .shape = &scalar_string }, }, .member_count = 12, .type = AWS_STRUCTURE };
static const struct aws_shape shape_AvailabilityZoneAddress = { .name = "AvailabilityZoneAddress", .members = (const struct aws_member[]){
        { .name = "AvailabilityZone", .shape = &scalar_string },
        { .name = "AvailabilityZoneId", .shape = &scalar_string },
        { .name = "AllocationIds", .wire = "AllocationId", .shape = &shape_AllocationIdList }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_AvailabilityZoneAddresses = { .name = "AvailabilityZoneAddresses", .members = (const struct aws_member[]){
        { .wire = "AvailabilityZoneAddress", .shape = &shape_AvailabilityZoneAddress }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_AvailabilityZoneList = { .name = "AvailabilityZoneList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_AvailabilityZone }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_AvailabilityZoneMessage = { .name = "AvailabilityZoneMessage", .members = (const struct aws_member[]){
        { .name = "Message", .wire = "message", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_AvailabilityZoneMessageList = { .name = "AvailabilityZoneMessageList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_AvailabilityZoneMessage }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_BlockPublicAccessStates = { .name = "BlockPublicAccessStates", .members = (const struct aws_member[]){
        { .name = "InternetGatewayBlockMode", .wire = "internetGatewayBlockMode", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ConnectionTrackingConfiguration = { .name = "ConnectionTrackingConfiguration", .members = (const struct aws_member[]){
        { .name = "TcpEstablishedTimeout", .wire = "tcpEstablishedTimeout", .shape = &scalar_integer },
        { .name = "UdpStreamTimeout", .wire = "udpStreamTimeout", .shape = &scalar_integer },
        { .name = "UdpTimeout", .wire = "udpTimeout", .shape = &scalar_integer }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_CreateEgressOnlyInternetGatewayRequest = { .name = "CreateEgressOnlyInternetGatewayRequest", .members = (const struct aws_member[]){
        { .name = "ClientToken", .shape = &scalar_string },
        { .name = "DryRun", .shape = &scalar_boolean },
        { .name = "VpcId", .shape = &scalar_string, .required = true },
        { .name = "TagSpecifications", .wire = "TagSpecification", .shape = &shape_TagSpecificationList }, }, .member_count = 4, .type = AWS_STRUCTURE };
static const struct aws_shape shape_CreateEgressOnlyInternetGatewayResult = { .name = "CreateEgressOnlyInternetGatewayResult", .members = (const struct aws_member[]){
        { .name = "ClientToken", .wire = "clientToken", .shape = &scalar_string },
        { .name = "EgressOnlyInternetGateway", .wire = "egressOnlyInternetGateway", .shape = &shape_EgressOnlyInternetGateway }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_CreateFlowLogsRequest = { .name = "CreateFlowLogsRequest", .members = (const struct aws_member[]){
        { .name = "DryRun", .shape = &scalar_boolean },
        { .name = "ClientToken", .shape = &scalar_string },
        { .name = "DeliverLogsPermissionArn", .shape = &scalar_string },
        { .name = "DeliverCrossAccountRole", .shape = &scalar_string },
        { .name = "LogGroupName", .shape = &scalar_string },
        { .name = "ResourceIds", .wire = "ResourceId", .shape = &shape_FlowLogResourceIds, .required = true },
        { .name = "ResourceType", .shape = &scalar_string, .required = true },
        { .name = "TrafficType", .shape = &scalar_string },
        { .name = "LogDestinationType", .shape = &scalar_string },
        { .name = "LogDestination", .shape = &scalar_string },
        { .name = "LogFormat", .shape = &scalar_string },
        { .name = "TagSpecifications", .wire = "TagSpecification", .shape = &shape_TagSpecificationList },
        { .name = "MaxAggregationInterval", .shape = &scalar_integer },
        { .name = "DestinationOptions", .shape = &shape_DestinationOptionsRequest }, }, .member_count = 14, .type = AWS_STRUCTURE };
static const struct aws_shape shape_CreateFlowLogsResult = { .name = "CreateFlowLogsResult", .members = (const struct aws_member[]){
        { .name = "ClientToken", .wire = "clientToken", .shape = &scalar_string },
        { .name = "FlowLogIds", .wire = "flowLogIdSet", .shape = &shape_ValueStringList },
        { .name = "Unsuccessful", .wire = "unsuccessful", .shape = &shape_UnsuccessfulItemSet }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_CreateInternetGatewayRequest = { .name = "CreateInternetGatewayRequest", .members = (const struct aws_member[]){
        { .name = "TagSpecifications", .wire = "TagSpecification", .shape = &shape_TagSpecificationList },
        { .name = "DryRun", .wire = "dryRun", .shape = &scalar_boolean }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_CreateInternetGatewayResult = { .name = "CreateInternetGatewayResult", .members = (const struct aws_member[]){
        { .name = "InternetGateway", .wire = "internetGateway", .shape = &shape_InternetGateway }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_CreateNatGatewayRequest = { .name = "CreateNatGatewayRequest", .members = (const struct aws_member[]){
        { .name = "AvailabilityMode", .shape = &scalar_string },
        { .name = "AllocationId", .shape = &scalar_string },
        { .name = "ClientToken", .shape = &scalar_string, .idempotency_token = true },
        { .name = "DryRun", .shape = &scalar_boolean },
        { .name = "SubnetId", .shape = &scalar_string },
        { .name = "VpcId", .shape = &scalar_string },
        { .name = "AvailabilityZoneAddresses", .wire = "AvailabilityZoneAddress", .shape = &shape_AvailabilityZoneAddresses },
        { .name = "TagSpecifications", .wire = "TagSpecification", .shape = &shape_TagSpecificationList },
        { .name = "ConnectivityType", .shape = &scalar_string },
        { .name = "PrivateIpAddress", .shape = &scalar_string },
        { .name = "SecondaryAllocationIds", .wire = "SecondaryAllocationId", .shape = &shape_AllocationIdList },
        { .name = "SecondaryPrivateIpAddresses", .wire = "SecondaryPrivateIpAddress", .shape = &shape_IpList },
        { .name = "SecondaryPrivateIpAddressCount", .shape = &scalar_integer }, }, .member_count = 13, .type = AWS_STRUCTURE };
static const struct aws_shape shape_CreateNatGatewayResult = { .name = "CreateNatGatewayResult", .members = (const struct aws_member[]){
        { .name = "ClientToken", .wire = "clientToken", .shape = &scalar_string },
        { .name = "NatGateway", .wire = "natGateway", .shape = &shape_NatGateway }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_CreateRouteRequest = { .name = "CreateRouteRequest", .members = (const struct aws_member[]){
        { .name = "DestinationPrefixListId", .shape = &scalar_string },
        { .name = "VpcEndpointId", .shape = &scalar_string },
        { .name = "TransitGatewayId", .shape = &scalar_string },
        { .name = "LocalGatewayId", .shape = &scalar_string },
        { .name = "CarrierGatewayId", .shape = &scalar_string },
        { .name = "CoreNetworkArn", .shape = &scalar_string },
        { .name = "OdbNetworkArn", .shape = &scalar_string },
        { .name = "DryRun", .wire = "dryRun", .shape = &scalar_boolean },
        { .name = "RouteTableId", .wire = "routeTableId", .shape = &scalar_string, .required = true },
        { .name = "DestinationCidrBlock", .wire = "destinationCidrBlock", .shape = &scalar_string },
        { .name = "GatewayId", .wire = "gatewayId", .shape = &scalar_string },
        { .name = "DestinationIpv6CidrBlock", .wire = "destinationIpv6CidrBlock", .shape = &scalar_string },
        { .name = "EgressOnlyInternetGatewayId", .wire = "egressOnlyInternetGatewayId", .shape = &scalar_string },
        { .name = "InstanceId", .wire = "instanceId", .shape = &scalar_string },
        { .name = "NetworkInterfaceId", .wire = "networkInterfaceId", .shape = &scalar_string },
        { .name = "VpcPeeringConnectionId", .wire = "vpcPeeringConnectionId", .shape = &scalar_string },
        { .name = "NatGatewayId", .wire = "natGatewayId", .shape = &scalar_string }, }, .member_count = 17, .type = AWS_STRUCTURE };
static const struct aws_shape shape_CreateRouteResult = { .name = "CreateRouteResult", .members = (const struct aws_member[]){
        { .name = "Return", .wire = "return", .shape = &scalar_boolean }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_CreateRouteTableRequest = { .name = "CreateRouteTableRequest", .members = (const struct aws_member[]){
        { .name = "TagSpecifications", .wire = "TagSpecification", .shape = &shape_TagSpecificationList },
        { .name = "ClientToken", .shape = &scalar_string, .idempotency_token = true },
        { .name = "DryRun", .wire = "dryRun", .shape = &scalar_boolean },
        { .name = "VpcId", .wire = "vpcId", .shape = &scalar_string, .required = true }, }, .member_count = 4, .type = AWS_STRUCTURE };
static const struct aws_shape shape_CreateRouteTableResult = { .name = "CreateRouteTableResult", .members = (const struct aws_member[]){
        { .name = "RouteTable", .wire = "routeTable", .shape = &shape_RouteTable },
        { .name = "ClientToken", .wire = "clientToken", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_CreateSecurityGroupRequest = { .name = "CreateSecurityGroupRequest", .members = (const struct aws_member[]){
        { .name = "Description", .wire = "GroupDescription", .shape = &scalar_string, .required = true },
        { .name = "GroupName", .shape = &scalar_string, .required = true },
        { .name = "VpcId", .shape = &scalar_string },
        { .name = "TagSpecifications", .wire = "TagSpecification", .shape = &shape_TagSpecificationList },
        { .name = "DryRun", .wire = "dryRun", .shape = &scalar_boolean }, }, .member_count = 5, .type = AWS_STRUCTURE };
static const struct aws_shape shape_CreateSecurityGroupResult = { .name = "CreateSecurityGroupResult", .members = (const struct aws_member[]){
        { .name = "GroupId", .wire = "groupId", .shape = &scalar_string },
        { .name = "Tags", .wire = "tagSet", .shape = &shape_TagList },
        { .name = "SecurityGroupArn", .wire = "securityGroupArn", .shape = &scalar_string }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_CreateSubnetRequest = { .name = "CreateSubnetRequest", .members = (const struct aws_member[]){
        { .name = "TagSpecifications", .wire = "TagSpecification", .shape = &shape_TagSpecificationList },
        { .name = "AvailabilityZone", .shape = &scalar_string },
        { .name = "AvailabilityZoneId", .shape = &scalar_string },
        { .name = "CidrBlock", .shape = &scalar_string },
        { .name = "Ipv6CidrBlock", .shape = &scalar_string },
        { .name = "OutpostArn", .shape = &scalar_string },
        { .name = "VpcId", .shape = &scalar_string, .required = true },
        { .name = "Ipv6Native", .shape = &scalar_boolean },
        { .name = "Ipv4IpamPoolId", .shape = &scalar_string },
        { .name = "Ipv4NetmaskLength", .shape = &scalar_integer },
        { .name = "Ipv6IpamPoolId", .shape = &scalar_string },
        { .name = "Ipv6NetmaskLength", .shape = &scalar_integer },
        { .name = "DryRun", .wire = "dryRun", .shape = &scalar_boolean }, }, .member_count = 13, .type = AWS_STRUCTURE };
static const struct aws_shape shape_CreateSubnetResult = { .name = "CreateSubnetResult", .members = (const struct aws_member[]){
        { .name = "Subnet", .wire = "subnet", .shape = &shape_Subnet }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_CreateTagsRequest = { .name = "CreateTagsRequest", .members = (const struct aws_member[]){
        { .name = "DryRun", .wire = "dryRun", .shape = &scalar_boolean },
        { .name = "Resources", .wire = "ResourceId", .shape = &shape_ResourceIdList, .required = true },
        { .name = "Tags", .wire = "Tag", .shape = &shape_TagList, .required = true }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_CreateVpcEndpointRequest = { .name = "CreateVpcEndpointRequest", .members = (const struct aws_member[]){
        { .name = "DryRun", .shape = &scalar_boolean },
        { .name = "VpcEndpointType", .shape = &scalar_string },
        { .name = "VpcId", .shape = &scalar_string, .required = true },
        { .name = "ServiceName", .shape = &scalar_string },
        { .name = "PolicyDocument", .shape = &scalar_string },
        { .name = "RouteTableIds", .wire = "RouteTableId", .shape = &shape_VpcEndpointRouteTableIdList },
        { .name = "SubnetIds", .wire = "SubnetId", .shape = &shape_VpcEndpointSubnetIdList },
        { .name = "SecurityGroupIds", .wire = "SecurityGroupId", .shape = &shape_VpcEndpointSecurityGroupIdList },
        { .name = "IpAddressType", .shape = &scalar_string },
        { .name = "DnsOptions", .shape = &shape_DnsOptionsSpecification },
        { .name = "ClientToken", .shape = &scalar_string },
        { .name = "PrivateDnsEnabled", .shape = &scalar_boolean },
        { .name = "TagSpecifications", .wire = "TagSpecification", .shape = &shape_TagSpecificationList },
        { .name = "SubnetConfigurations", .wire = "SubnetConfiguration", .shape = &shape_SubnetConfigurationsList },
        { .name = "ServiceNetworkArn", .shape = &scalar_string },
        { .name = "ResourceConfigurationArn", .shape = &scalar_string },
        { .name = "ServiceRegion", .shape = &scalar_string }, }, .member_count = 17, .type = AWS_STRUCTURE };
static const struct aws_shape shape_CreateVpcEndpointResult = { .name = "CreateVpcEndpointResult", .members = (const struct aws_member[]){
        { .name = "VpcEndpoint", .wire = "vpcEndpoint", .shape = &shape_VpcEndpoint },
        { .name = "ClientToken", .wire = "clientToken", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_CreateVpcRequest = { .name = "CreateVpcRequest", .members = (const struct aws_member[]){
        { .name = "CidrBlock", .shape = &scalar_string },
        { .name = "Ipv6Pool", .shape = &scalar_string },
        { .name = "Ipv6CidrBlock", .shape = &scalar_string },
        { .name = "Ipv4IpamPoolId", .shape = &scalar_string },
        { .name = "Ipv4NetmaskLength", .shape = &scalar_integer },
        { .name = "Ipv6IpamPoolId", .shape = &scalar_string },
        { .name = "Ipv6NetmaskLength", .shape = &scalar_integer },
        { .name = "Ipv6CidrBlockNetworkBorderGroup", .shape = &scalar_string },
        { .name = "VpcEncryptionControl", .shape = &shape_VpcEncryptionControlConfiguration },
        { .name = "TagSpecifications", .wire = "TagSpecification", .shape = &shape_TagSpecificationList },
        { .name = "DryRun", .wire = "dryRun", .shape = &scalar_boolean },
        { .name = "InstanceTenancy", .wire = "instanceTenancy", .shape = &scalar_string },
        { .name = "AmazonProvidedIpv6CidrBlock", .wire = "amazonProvidedIpv6CidrBlock", .shape = &scalar_boolean }, }, .member_count = 13, .type = AWS_STRUCTURE };
static const struct aws_shape shape_CreateVpcResult = { .name = "CreateVpcResult", .members = (const struct aws_member[]){
        { .name = "Vpc", .wire = "vpc", .shape = &shape_Vpc }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DeleteEgressOnlyInternetGatewayRequest = { .name = "DeleteEgressOnlyInternetGatewayRequest", .members = (const struct aws_member[]){
        { .name = "DryRun", .shape = &scalar_boolean },
        { .name = "EgressOnlyInternetGatewayId", .shape = &scalar_string, .required = true }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DeleteEgressOnlyInternetGatewayResult = { .name = "DeleteEgressOnlyInternetGatewayResult", .members = (const struct aws_member[]){
        { .name = "ReturnCode", .wire = "returnCode", .shape = &scalar_boolean }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DeleteFlowLogsRequest = { .name = "DeleteFlowLogsRequest", .members = (const struct aws_member[]){
        { .name = "DryRun", .shape = &scalar_boolean },
        { .name = "FlowLogIds", .wire = "FlowLogId", .shape = &shape_FlowLogIdList, .required = true }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DeleteFlowLogsResult = { .name = "DeleteFlowLogsResult", .members = (const struct aws_member[]){
        { .name = "Unsuccessful", .wire = "unsuccessful", .shape = &shape_UnsuccessfulItemSet }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DeleteInternetGatewayRequest = { .name = "DeleteInternetGatewayRequest", .members = (const struct aws_member[]){
        { .name = "DryRun", .wire = "dryRun", .shape = &scalar_boolean },
        { .name = "InternetGatewayId", .wire = "internetGatewayId", .shape = &scalar_string, .required = true }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DeleteNatGatewayRequest = { .name = "DeleteNatGatewayRequest", .members = (const struct aws_member[]){
        { .name = "DryRun", .shape = &scalar_boolean },
        { .name = "NatGatewayId", .shape = &scalar_string, .required = true }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DeleteNatGatewayResult = { .name = "DeleteNatGatewayResult", .members = (const struct aws_member[]){
        { .name = "NatGatewayId", .wire = "natGatewayId", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DeleteRouteRequest = { .name = "DeleteRouteRequest", .members = (const struct aws_member[]){
        { .name = "DestinationPrefixListId", .shape = &scalar_string },
        { .name = "DryRun", .wire = "dryRun", .shape = &scalar_boolean },
        { .name = "RouteTableId", .wire = "routeTableId", .shape = &scalar_string, .required = true },
        { .name = "DestinationCidrBlock", .wire = "destinationCidrBlock", .shape = &scalar_string },
        { .name = "DestinationIpv6CidrBlock", .wire = "destinationIpv6CidrBlock", .shape = &scalar_string }, }, .member_count = 5, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DeleteRouteTableRequest = { .name = "DeleteRouteTableRequest", .members = (const struct aws_member[]){
        { .name = "DryRun", .wire = "dryRun", .shape = &scalar_boolean },
        { .name = "RouteTableId", .wire = "routeTableId", .shape = &scalar_string, .required = true }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DeleteSecurityGroupRequest = { .name = "DeleteSecurityGroupRequest", .members = (const struct aws_member[]){
        { .name = "GroupId", .shape = &scalar_string },
        { .name = "GroupName", .shape = &scalar_string },
        { .name = "DryRun", .wire = "dryRun", .shape = &scalar_boolean }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DeleteSecurityGroupResult = { .name = "DeleteSecurityGroupResult", .members = (const struct aws_member[]){
        { .name = "Return", .wire = "return", .shape = &scalar_boolean },
        { .name = "GroupId", .wire = "groupId", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DeleteSubnetRequest = { .name = "DeleteSubnetRequest", .members = (const struct aws_member[]){
        { .name = "SubnetId", .shape = &scalar_string, .required = true },
        { .name = "DryRun", .wire = "dryRun", .shape = &scalar_boolean }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DeleteTagsRequest = { .name = "DeleteTagsRequest", .members = (const struct aws_member[]){
        { .name = "DryRun", .wire = "dryRun", .shape = &scalar_boolean },
        { .name = "Resources", .wire = "resourceId", .shape = &shape_ResourceIdList, .required = true },
        { .name = "Tags", .wire = "tag", .shape = &shape_TagList }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DeleteVpcEndpointsRequest = { .name = "DeleteVpcEndpointsRequest", .members = (const struct aws_member[]){
        { .name = "DryRun", .shape = &scalar_boolean },
        { .name = "VpcEndpointIds", .wire = "VpcEndpointId", .shape = &shape_VpcEndpointIdList, .required = true }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DeleteVpcEndpointsResult = { .name = "DeleteVpcEndpointsResult", .members = (const struct aws_member[]){
        { .name = "Unsuccessful", .wire = "unsuccessful", .shape = &shape_UnsuccessfulItemSet }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DeleteVpcRequest = { .name = "DeleteVpcRequest", .members = (const struct aws_member[]){
        { .name = "VpcId", .shape = &scalar_string, .required = true },
        { .name = "DryRun", .wire = "dryRun", .shape = &scalar_boolean }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribeAddressesRequest = { .name = "DescribeAddressesRequest", .members = (const struct aws_member[]){
        { .name = "PublicIps", .wire = "PublicIp", .shape = &shape_PublicIpStringList },
        { .name = "DryRun", .wire = "dryRun", .shape = &scalar_boolean },
        { .name = "Filters", .wire = "Filter", .shape = &shape_FilterList },
        { .name = "AllocationIds", .wire = "AllocationId", .shape = &shape_AllocationIdList }, }, .member_count = 4, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribeAddressesResult = { .name = "DescribeAddressesResult", .members = (const struct aws_member[]){
        { .name = "Addresses", .wire = "addressesSet", .shape = &shape_AddressList }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribeAvailabilityZonesRequest = { .name = "DescribeAvailabilityZonesRequest", .members = (const struct aws_member[]){
        { .name = "ZoneNames", .wire = "ZoneName", .shape = &shape_ZoneNameStringList },
        { .name = "ZoneIds", .wire = "ZoneId", .shape = &shape_ZoneIdStringList },
        { .name = "AllAvailabilityZones", .shape = &scalar_boolean },
        { .name = "DryRun", .wire = "dryRun", .shape = &scalar_boolean },
        { .name = "Filters", .wire = "Filter", .shape = &shape_FilterList }, }, .member_count = 5, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribeAvailabilityZonesResult = { .name = "DescribeAvailabilityZonesResult", .members = (const struct aws_member[]){
        { .name = "AvailabilityZones", .wire = "availabilityZoneInfo", .shape = &shape_AvailabilityZoneList }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribeEgressOnlyInternetGatewaysRequest = { .name = "DescribeEgressOnlyInternetGatewaysRequest", .members = (const struct aws_member[]){
        { .name = "DryRun", .shape = &scalar_boolean },
        { .name = "EgressOnlyInternetGatewayIds", .wire = "EgressOnlyInternetGatewayId", .shape = &shape_EgressOnlyInternetGatewayIdList },
        { .name = "MaxResults", .shape = &scalar_integer },
        { .name = "NextToken", .shape = &scalar_string },
        { .name = "Filters", .wire = "Filter", .shape = &shape_FilterList }, }, .member_count = 5, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribeEgressOnlyInternetGatewaysResult = { .name = "DescribeEgressOnlyInternetGatewaysResult", .members = (const struct aws_member[]){
        { .name = "EgressOnlyInternetGateways", .wire = "egressOnlyInternetGatewaySet", .shape = &shape_EgressOnlyInternetGatewayList },
        { .name = "NextToken", .wire = "nextToken", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribeFlowLogsRequest = { .name = "DescribeFlowLogsRequest", .members = (const struct aws_member[]){
        { .name = "DryRun", .shape = &scalar_boolean },
        { .name = "Filter", .shape = &shape_FilterList },
        { .name = "FlowLogIds", .wire = "FlowLogId", .shape = &shape_FlowLogIdList },
        { .name = "MaxResults", .shape = &scalar_integer },
        { .name = "NextToken", .shape = &scalar_string }, }, .member_count = 5, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribeFlowLogsResult = { .name = "DescribeFlowLogsResult", .members = (const struct aws_member[]){
        { .name = "FlowLogs", .wire = "flowLogSet", .shape = &shape_FlowLogSet },
        { .name = "NextToken", .wire = "nextToken", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribeInternetGatewaysRequest = { .name = "DescribeInternetGatewaysRequest", .members = (const struct aws_member[]){
        { .name = "NextToken", .shape = &scalar_string },
        { .name = "MaxResults", .shape = &scalar_integer },
        { .name = "DryRun", .wire = "dryRun", .shape = &scalar_boolean },
        { .name = "InternetGatewayIds", .wire = "internetGatewayId", .shape = &shape_InternetGatewayIdList },
        { .name = "Filters", .wire = "Filter", .shape = &shape_FilterList }, }, .member_count = 5, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribeInternetGatewaysResult = { .name = "DescribeInternetGatewaysResult", .members = (const struct aws_member[]){
        { .name = "InternetGateways", .wire = "internetGatewaySet", .shape = &shape_InternetGatewayList },
        { .name = "NextToken", .wire = "nextToken", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribeManagedPrefixListsRequest = { .name = "DescribeManagedPrefixListsRequest", .members = (const struct aws_member[]){
        { .name = "DryRun", .shape = &scalar_boolean },
        { .name = "Filters", .wire = "Filter", .shape = &shape_FilterList },
        { .name = "MaxResults", .shape = &scalar_integer },
        { .name = "NextToken", .shape = &scalar_string },
        { .name = "PrefixListIds", .wire = "PrefixListId", .shape = &shape_ValueStringList }, }, .member_count = 5, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribeManagedPrefixListsResult = { .name = "DescribeManagedPrefixListsResult", .members = (const struct aws_member[]){
        { .name = "NextToken", .wire = "nextToken", .shape = &scalar_string },
        { .name = "PrefixLists", .wire = "prefixListSet", .shape = &shape_ManagedPrefixListSet }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribeNatGatewaysRequest = { .name = "DescribeNatGatewaysRequest", .members = (const struct aws_member[]){
        { .name = "DryRun", .shape = &scalar_boolean },
        { .name = "Filter", .shape = &shape_FilterList },
        { .name = "MaxResults", .shape = &scalar_integer },
        { .name = "NatGatewayIds", .wire = "NatGatewayId", .shape = &shape_NatGatewayIdStringList },
        { .name = "NextToken", .shape = &scalar_string }, }, .member_count = 5, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribeNatGatewaysResult = { .name = "DescribeNatGatewaysResult", .members = (const struct aws_member[]){
        { .name = "NatGateways", .wire = "natGatewaySet", .shape = &shape_NatGatewayList },
        { .name = "NextToken", .wire = "nextToken", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribeNetworkAclsRequest = { .name = "DescribeNetworkAclsRequest", .members = (const struct aws_member[]){
        { .name = "NextToken", .shape = &scalar_string },
        { .name = "MaxResults", .shape = &scalar_integer },
        { .name = "DryRun", .wire = "dryRun", .shape = &scalar_boolean },
        { .name = "NetworkAclIds", .wire = "NetworkAclId", .shape = &shape_NetworkAclIdStringList },
        { .name = "Filters", .wire = "Filter", .shape = &shape_FilterList }, }, .member_count = 5, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribeNetworkAclsResult = { .name = "DescribeNetworkAclsResult", .members = (const struct aws_member[]){
        { .name = "NetworkAcls", .wire = "networkAclSet", .shape = &shape_NetworkAclList },
        { .name = "NextToken", .wire = "nextToken", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribeNetworkInterfacesRequest = { .name = "DescribeNetworkInterfacesRequest", .members = (const struct aws_member[]){
        { .name = "NextToken", .shape = &scalar_string },
        { .name = "MaxResults", .shape = &scalar_integer },
        { .name = "DryRun", .wire = "dryRun", .shape = &scalar_boolean },
        { .name = "NetworkInterfaceIds", .wire = "NetworkInterfaceId", .shape = &shape_NetworkInterfaceIdList },
        { .name = "Filters", .wire = "filter", .shape = &shape_FilterList }, }, .member_count = 5, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribeNetworkInterfacesResult = { .name = "DescribeNetworkInterfacesResult", .members = (const struct aws_member[]){
        { .name = "NetworkInterfaces", .wire = "networkInterfaceSet", .shape = &shape_NetworkInterfaceList },
        { .name = "NextToken", .wire = "nextToken", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribePrefixListsRequest = { .name = "DescribePrefixListsRequest", .members = (const struct aws_member[]){
        { .name = "DryRun", .shape = &scalar_boolean },
        { .name = "Filters", .wire = "Filter", .shape = &shape_FilterList },
        { .name = "MaxResults", .shape = &scalar_integer },
        { .name = "NextToken", .shape = &scalar_string },
        { .name = "PrefixListIds", .wire = "PrefixListId", .shape = &shape_PrefixListResourceIdStringList }, }, .member_count = 5, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribePrefixListsResult = { .name = "DescribePrefixListsResult", .members = (const struct aws_member[]){
        { .name = "NextToken", .wire = "nextToken", .shape = &scalar_string },
        { .name = "PrefixLists", .wire = "prefixListSet", .shape = &shape_PrefixListSet }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribeRegionsRequest = { .name = "DescribeRegionsRequest", .members = (const struct aws_member[]){
        { .name = "RegionNames", .wire = "RegionName", .shape = &shape_RegionNameStringList },
        { .name = "AllRegions", .shape = &scalar_boolean },
        { .name = "DryRun", .wire = "dryRun", .shape = &scalar_boolean },
        { .name = "Filters", .wire = "Filter", .shape = &shape_FilterList }, }, .member_count = 4, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribeRegionsResult = { .name = "DescribeRegionsResult", .members = (const struct aws_member[]){
        { .name = "Regions", .wire = "regionInfo", .shape = &shape_RegionList }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribeRouteTablesRequest = { .name = "DescribeRouteTablesRequest", .members = (const struct aws_member[]){
        { .name = "NextToken", .shape = &scalar_string },
        { .name = "MaxResults", .shape = &scalar_integer },
        { .name = "DryRun", .wire = "dryRun", .shape = &scalar_boolean },
        { .name = "RouteTableIds", .wire = "RouteTableId", .shape = &shape_RouteTableIdStringList },
        { .name = "Filters", .wire = "Filter", .shape = &shape_FilterList }, }, .member_count = 5, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribeRouteTablesResult = { .name = "DescribeRouteTablesResult", .members = (const struct aws_member[]){
        { .name = "RouteTables", .wire = "routeTableSet", .shape = &shape_RouteTableList },
        { .name = "NextToken", .wire = "nextToken", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribeSecurityGroupRulesRequest = { .name = "DescribeSecurityGroupRulesRequest", .members = (const struct aws_member[]){
        { .name = "Filters", .wire = "Filter", .shape = &shape_FilterList },
        { .name = "SecurityGroupRuleIds", .wire = "SecurityGroupRuleId", .shape = &shape_SecurityGroupRuleIdList },
        { .name = "DryRun", .shape = &scalar_boolean },
        { .name = "NextToken", .shape = &scalar_string },
        { .name = "MaxResults", .shape = &scalar_integer }, }, .member_count = 5, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribeSecurityGroupRulesResult = { .name = "DescribeSecurityGroupRulesResult", .members = (const struct aws_member[]){
        { .name = "SecurityGroupRules", .wire = "securityGroupRuleSet", .shape = &shape_SecurityGroupRuleList },
        { .name = "NextToken", .wire = "nextToken", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribeSecurityGroupsRequest = { .name = "DescribeSecurityGroupsRequest", .members = (const struct aws_member[]){
        { .name = "GroupIds", .wire = "GroupId", .shape = &shape_GroupIdStringList },
        { .name = "GroupNames", .wire = "GroupName", .shape = &shape_GroupNameStringList },
        { .name = "NextToken", .shape = &scalar_string },
        { .name = "MaxResults", .shape = &scalar_integer },
        { .name = "DryRun", .wire = "dryRun", .shape = &scalar_boolean },
        { .name = "Filters", .wire = "Filter", .shape = &shape_FilterList }, }, .member_count = 6, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribeSecurityGroupsResult = { .name = "DescribeSecurityGroupsResult", .members = (const struct aws_member[]){
        { .name = "NextToken", .wire = "nextToken", .shape = &scalar_string },
        { .name = "SecurityGroups", .wire = "securityGroupInfo", .shape = &shape_SecurityGroupList }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribeSubnetsRequest = { .name = "DescribeSubnetsRequest", .members = (const struct aws_member[]){
        { .name = "Filters", .wire = "Filter", .shape = &shape_FilterList },
        { .name = "SubnetIds", .wire = "SubnetId", .shape = &shape_SubnetIdStringList },
        { .name = "NextToken", .shape = &scalar_string },
        { .name = "MaxResults", .shape = &scalar_integer },
        { .name = "DryRun", .wire = "dryRun", .shape = &scalar_boolean }, }, .member_count = 5, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribeSubnetsResult = { .name = "DescribeSubnetsResult", .members = (const struct aws_member[]){
        { .name = "NextToken", .wire = "nextToken", .shape = &scalar_string },
        { .name = "Subnets", .wire = "subnetSet", .shape = &shape_SubnetList }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribeTagsRequest = { .name = "DescribeTagsRequest", .members = (const struct aws_member[]){
        { .name = "DryRun", .wire = "dryRun", .shape = &scalar_boolean },
        { .name = "Filters", .wire = "Filter", .shape = &shape_FilterList },
        { .name = "MaxResults", .wire = "maxResults", .shape = &scalar_integer },
        { .name = "NextToken", .wire = "nextToken", .shape = &scalar_string }, }, .member_count = 4, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribeTagsResult = { .name = "DescribeTagsResult", .members = (const struct aws_member[]){
        { .name = "NextToken", .wire = "nextToken", .shape = &scalar_string },
        { .name = "Tags", .wire = "tagSet", .shape = &shape_TagDescriptionList }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribeVpcAttributeRequest = { .name = "DescribeVpcAttributeRequest", .members = (const struct aws_member[]){
        { .name = "Attribute", .shape = &scalar_string, .required = true },
        { .name = "VpcId", .shape = &scalar_string, .required = true },
        { .name = "DryRun", .wire = "dryRun", .shape = &scalar_boolean }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribeVpcAttributeResult = { .name = "DescribeVpcAttributeResult", .members = (const struct aws_member[]){
        { .name = "EnableDnsHostnames", .wire = "enableDnsHostnames", .shape = &shape_AttributeBooleanValue },
        { .name = "EnableDnsSupport", .wire = "enableDnsSupport", .shape = &shape_AttributeBooleanValue },
        { .name = "EnableNetworkAddressUsageMetrics", .wire = "enableNetworkAddressUsageMetrics", .shape = &shape_AttributeBooleanValue },
        { .name = "VpcId", .wire = "vpcId", .shape = &scalar_string }, }, .member_count = 4, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribeVpcEndpointServicesRequest = { .name = "DescribeVpcEndpointServicesRequest", .members = (const struct aws_member[]){
        { .name = "DryRun", .shape = &scalar_boolean },
        { .name = "ServiceNames", .wire = "ServiceName", .shape = &shape_ValueStringList },
        { .name = "Filters", .wire = "Filter", .shape = &shape_FilterList },
        { .name = "MaxResults", .shape = &scalar_integer },
        { .name = "NextToken", .shape = &scalar_string },
        { .name = "ServiceRegions", .wire = "ServiceRegion", .shape = &shape_ValueStringList }, }, .member_count = 6, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribeVpcEndpointServicesResult = { .name = "DescribeVpcEndpointServicesResult", .members = (const struct aws_member[]){
        { .name = "ServiceNames", .wire = "serviceNameSet", .shape = &shape_ValueStringList },
        { .name = "ServiceDetails", .wire = "serviceDetailSet", .shape = &shape_ServiceDetailSet },
        { .name = "NextToken", .wire = "nextToken", .shape = &scalar_string }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribeVpcEndpointsRequest = { .name = "DescribeVpcEndpointsRequest", .members = (const struct aws_member[]){
        { .name = "DryRun", .shape = &scalar_boolean },
        { .name = "VpcEndpointIds", .wire = "VpcEndpointId", .shape = &shape_VpcEndpointIdList },
        { .name = "Filters", .wire = "Filter", .shape = &shape_FilterList },
        { .name = "MaxResults", .shape = &scalar_integer },
        { .name = "NextToken", .shape = &scalar_string }, }, .member_count = 5, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribeVpcEndpointsResult = { .name = "DescribeVpcEndpointsResult", .members = (const struct aws_member[]){
        { .name = "VpcEndpoints", .wire = "vpcEndpointSet", .shape = &shape_VpcEndpointSet },
        { .name = "NextToken", .wire = "nextToken", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribeVpcsRequest = { .name = "DescribeVpcsRequest", .members = (const struct aws_member[]){
        { .name = "Filters", .wire = "Filter", .shape = &shape_FilterList },
        { .name = "VpcIds", .wire = "VpcId", .shape = &shape_VpcIdStringList },
        { .name = "NextToken", .shape = &scalar_string },
        { .name = "MaxResults", .shape = &scalar_integer },
        { .name = "DryRun", .wire = "dryRun", .shape = &scalar_boolean }, }, .member_count = 5, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DescribeVpcsResult = { .name = "DescribeVpcsResult", .members = (const struct aws_member[]){
        { .name = "NextToken", .wire = "nextToken", .shape = &scalar_string },
        { .name = "Vpcs", .wire = "vpcSet", .shape = &shape_VpcList }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DestinationOptionsRequest = { .name = "DestinationOptionsRequest", .members = (const struct aws_member[]){
        { .name = "FileFormat", .shape = &scalar_string },
        { .name = "HiveCompatiblePartitions", .shape = &scalar_boolean },
        { .name = "PerHourPartition", .shape = &scalar_boolean }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DestinationOptionsResponse = { .name = "DestinationOptionsResponse", .members = (const struct aws_member[]){
        { .name = "FileFormat", .wire = "fileFormat", .shape = &scalar_string },
        { .name = "HiveCompatiblePartitions", .wire = "hiveCompatiblePartitions", .shape = &scalar_boolean },
        { .name = "PerHourPartition", .wire = "perHourPartition", .shape = &scalar_boolean }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DetachInternetGatewayRequest = { .name = "DetachInternetGatewayRequest", .members = (const struct aws_member[]){
        { .name = "DryRun", .wire = "dryRun", .shape = &scalar_boolean },
        { .name = "InternetGatewayId", .wire = "internetGatewayId", .shape = &scalar_string, .required = true },
        { .name = "VpcId", .wire = "vpcId", .shape = &scalar_string, .required = true }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DisassociateRouteTableRequest = { .name = "DisassociateRouteTableRequest", .members = (const struct aws_member[]){
        { .name = "DryRun", .wire = "dryRun", .shape = &scalar_boolean },
        { .name = "AssociationId", .wire = "associationId", .shape = &scalar_string, .required = true }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DisassociateSubnetCidrBlockRequest = { .name = "DisassociateSubnetCidrBlockRequest", .members = (const struct aws_member[]){
        { .name = "AssociationId", .wire = "associationId", .shape = &scalar_string, .required = true }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DisassociateSubnetCidrBlockResult = { .name = "DisassociateSubnetCidrBlockResult", .members = (const struct aws_member[]){
        { .name = "Ipv6CidrBlockAssociation", .wire = "ipv6CidrBlockAssociation", .shape = &shape_SubnetIpv6CidrBlockAssociation },
        { .name = "SubnetId", .wire = "subnetId", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DisassociateVpcCidrBlockRequest = { .name = "DisassociateVpcCidrBlockRequest", .members = (const struct aws_member[]){
        { .name = "AssociationId", .wire = "associationId", .shape = &scalar_string, .required = true }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DisassociateVpcCidrBlockResult = { .name = "DisassociateVpcCidrBlockResult", .members = (const struct aws_member[]){
        { .name = "Ipv6CidrBlockAssociation", .wire = "ipv6CidrBlockAssociation", .shape = &shape_VpcIpv6CidrBlockAssociation },
        { .name = "CidrBlockAssociation", .wire = "cidrBlockAssociation", .shape = &shape_VpcCidrBlockAssociation },
        { .name = "VpcId", .wire = "vpcId", .shape = &scalar_string }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DnsEntry = { .name = "DnsEntry", .members = (const struct aws_member[]){
        { .name = "DnsName", .wire = "dnsName", .shape = &scalar_string },
        { .name = "HostedZoneId", .wire = "hostedZoneId", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DnsEntrySet = { .name = "DnsEntrySet", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_DnsEntry }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_DnsOptions = { .name = "DnsOptions", .members = (const struct aws_member[]){
        { .name = "DnsRecordIpType", .wire = "dnsRecordIpType", .shape = &scalar_string },
        { .name = "PrivateDnsOnlyForInboundResolverEndpoint", .wire = "privateDnsOnlyForInboundResolverEndpoint", .shape = &scalar_boolean },
        { .name = "PrivateDnsPreference", .wire = "privateDnsPreference", .shape = &scalar_string },
        { .name = "PrivateDnsSpecifiedDomains", .wire = "privateDnsSpecifiedDomainSet", .shape = &shape_PrivateDnsSpecifiedDomainSet }, }, .member_count = 4, .type = AWS_STRUCTURE };
static const struct aws_shape shape_DnsOptionsSpecification = { .name = "DnsOptionsSpecification", .members = (const struct aws_member[]){
        { .name = "DnsRecordIpType", .shape = &scalar_string },
        { .name = "PrivateDnsOnlyForInboundResolverEndpoint", .shape = &scalar_boolean },
        { .name = "PrivateDnsPreference", .shape = &scalar_string },
        { .name = "PrivateDnsSpecifiedDomains", .wire = "PrivateDnsSpecifiedDomain", .shape = &shape_PrivateDnsSpecifiedDomainSet }, }, .member_count = 4, .type = AWS_STRUCTURE };
static const struct aws_shape shape_EgressOnlyInternetGateway = { .name = "EgressOnlyInternetGateway", .members = (const struct aws_member[]){
        { .name = "Attachments", .wire = "attachmentSet", .shape = &shape_InternetGatewayAttachmentList },
        { .name = "EgressOnlyInternetGatewayId", .wire = "egressOnlyInternetGatewayId", .shape = &scalar_string },
        { .name = "Tags", .wire = "tagSet", .shape = &shape_TagList }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_EgressOnlyInternetGatewayIdList = { .name = "EgressOnlyInternetGatewayIdList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_EgressOnlyInternetGatewayList = { .name = "EgressOnlyInternetGatewayList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_EgressOnlyInternetGateway }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_Filter = { .name = "Filter", .members = (const struct aws_member[]){
        { .name = "Name", .shape = &scalar_string },
        { .name = "Values", .wire = "Value", .shape = &shape_ValueStringList }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_FilterList = { .name = "FilterList", .members = (const struct aws_member[]){
        { .wire = "Filter", .shape = &shape_Filter }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_FlowLog = { .name = "FlowLog", .members = (const struct aws_member[]){
        { .name = "CreationTime", .wire = "creationTime", .shape = &scalar_timestamp },
        { .name = "DeliverLogsErrorMessage", .wire = "deliverLogsErrorMessage", .shape = &scalar_string },
        { .name = "DeliverLogsPermissionArn", .wire = "deliverLogsPermissionArn", .shape = &scalar_string },
        { .name = "DeliverCrossAccountRole", .wire = "deliverCrossAccountRole", .shape = &scalar_string },
        { .name = "DeliverLogsStatus", .wire = "deliverLogsStatus", .shape = &scalar_string },
        { .name = "FlowLogId", .wire = "flowLogId", .shape = &scalar_string },
        { .name = "FlowLogStatus", .wire = "flowLogStatus", .shape = &scalar_string },
        { .name = "LogGroupName", .wire = "logGroupName", .shape = &scalar_string },
        { .name = "ResourceId", .wire = "resourceId", .shape = &scalar_string },
        { .name = "TrafficType", .wire = "trafficType", .shape = &scalar_string },
        { .name = "LogDestinationType", .wire = "logDestinationType", .shape = &scalar_string },
        { .name = "LogDestination", .wire = "logDestination", .shape = &scalar_string },
        { .name = "LogFormat", .wire = "logFormat", .shape = &scalar_string },
        { .name = "Tags", .wire = "tagSet", .shape = &shape_TagList },
        { .name = "MaxAggregationInterval", .wire = "maxAggregationInterval", .shape = &scalar_integer },
        { .name = "DestinationOptions", .wire = "destinationOptions", .shape = &shape_DestinationOptionsResponse }, }, .member_count = 16, .type = AWS_STRUCTURE };
static const struct aws_shape shape_FlowLogIdList = { .name = "FlowLogIdList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_FlowLogResourceIds = { .name = "FlowLogResourceIds", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_FlowLogSet = { .name = "FlowLogSet", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_FlowLog }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_GroupIdStringList = { .name = "GroupIdStringList", .members = (const struct aws_member[]){
        { .wire = "groupId", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_GroupIdentifier = { .name = "GroupIdentifier", .members = (const struct aws_member[]){
        { .name = "GroupId", .wire = "groupId", .shape = &scalar_string },
        { .name = "GroupName", .wire = "groupName", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_GroupIdentifierList = { .name = "GroupIdentifierList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_GroupIdentifier }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_GroupIdentifierSet = { .name = "GroupIdentifierSet", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_SecurityGroupIdentifier }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_GroupNameStringList = { .name = "GroupNameStringList", .members = (const struct aws_member[]){
        { .wire = "GroupName", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_IcmpTypeCode = { .name = "IcmpTypeCode", .members = (const struct aws_member[]){
        { .name = "Code", .wire = "code", .shape = &scalar_integer },
        { .name = "Type", .wire = "type", .shape = &scalar_integer }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_InternetGateway = { .name = "InternetGateway", .members = (const struct aws_member[]){
        { .name = "Attachments", .wire = "attachmentSet", .shape = &shape_InternetGatewayAttachmentList },
        { .name = "InternetGatewayId", .wire = "internetGatewayId", .shape = &scalar_string },
        { .name = "OwnerId", .wire = "ownerId", .shape = &scalar_string },
        { .name = "Tags", .wire = "tagSet", .shape = &shape_TagList }, }, .member_count = 4, .type = AWS_STRUCTURE };
static const struct aws_shape shape_InternetGatewayAttachment = { .name = "InternetGatewayAttachment", .members = (const struct aws_member[]){
        { .name = "State", .wire = "state", .shape = &scalar_string },
        { .name = "VpcId", .wire = "vpcId", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_InternetGatewayAttachmentList = { .name = "InternetGatewayAttachmentList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_InternetGatewayAttachment }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_InternetGatewayIdList = { .name = "InternetGatewayIdList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_InternetGatewayList = { .name = "InternetGatewayList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_InternetGateway }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_IpList = { .name = "IpList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_IpPermission = { .name = "IpPermission", .members = (const struct aws_member[]){
        { .name = "IpProtocol", .wire = "ipProtocol", .shape = &scalar_string },
        { .name = "FromPort", .wire = "fromPort", .shape = &scalar_integer },
        { .name = "ToPort", .wire = "toPort", .shape = &scalar_integer },
        { .name = "UserIdGroupPairs", .wire = "groups", .shape = &shape_UserIdGroupPairList },
        { .name = "IpRanges", .wire = "ipRanges", .shape = &shape_IpRangeList },
        { .name = "Ipv6Ranges", .wire = "ipv6Ranges", .shape = &shape_Ipv6RangeList },
        { .name = "PrefixListIds", .wire = "prefixListIds", .shape = &shape_PrefixListIdList }, }, .member_count = 7, .type = AWS_STRUCTURE };
static const struct aws_shape shape_IpPermissionList = { .name = "IpPermissionList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_IpPermission }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_IpRange = { .name = "IpRange", .members = (const struct aws_member[]){
        { .name = "Description", .wire = "description", .shape = &scalar_string },
        { .name = "CidrIp", .wire = "cidrIp", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_IpRangeList = { .name = "IpRangeList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_IpRange }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_Ipv4PrefixSpecification = { .name = "Ipv4PrefixSpecification", .members = (const struct aws_member[]){
        { .name = "Ipv4Prefix", .wire = "ipv4Prefix", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_Ipv4PrefixesList = { .name = "Ipv4PrefixesList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_Ipv4PrefixSpecification }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_Ipv6PrefixSpecification = { .name = "Ipv6PrefixSpecification", .members = (const struct aws_member[]){
        { .name = "Ipv6Prefix", .wire = "ipv6Prefix", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_Ipv6PrefixesList = { .name = "Ipv6PrefixesList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_Ipv6PrefixSpecification }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_Ipv6Range = { .name = "Ipv6Range", .members = (const struct aws_member[]){
        { .name = "Description", .wire = "description", .shape = &scalar_string },
        { .name = "CidrIpv6", .wire = "cidrIpv6", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_Ipv6RangeList = { .name = "Ipv6RangeList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_Ipv6Range }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_LastError = { .name = "LastError", .members = (const struct aws_member[]){
        { .name = "Message", .wire = "message", .shape = &scalar_string },
        { .name = "Code", .wire = "code", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ManagedPrefixList = { .name = "ManagedPrefixList", .members = (const struct aws_member[]){
        { .name = "PrefixListId", .wire = "prefixListId", .shape = &scalar_string },
        { .name = "AddressFamily", .wire = "addressFamily", .shape = &scalar_string },
        { .name = "State", .wire = "state", .shape = &scalar_string },
        { .name = "StateMessage", .wire = "stateMessage", .shape = &scalar_string },
        { .name = "PrefixListArn", .wire = "prefixListArn", .shape = &scalar_string },
        { .name = "PrefixListName", .wire = "prefixListName", .shape = &scalar_string },
        { .name = "MaxEntries", .wire = "maxEntries", .shape = &scalar_integer },
        { .name = "Version", .wire = "version", .shape = &scalar_long },
        { .name = "Tags", .wire = "tagSet", .shape = &shape_TagList },
        { .name = "OwnerId", .wire = "ownerId", .shape = &scalar_string },
        { .name = "IpamPrefixListResolverTargetId", .wire = "ipamPrefixListResolverTargetId", .shape = &scalar_string },
        { .name = "IpamPrefixListResolverSyncEnabled", .wire = "ipamPrefixListResolverSyncEnabled", .shape = &scalar_boolean }, }, .member_count = 12, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ManagedPrefixListSet = { .name = "ManagedPrefixListSet", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_ManagedPrefixList }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_ModifySecurityGroupRulesRequest = { .name = "ModifySecurityGroupRulesRequest", .members = (const struct aws_member[]){
        { .name = "GroupId", .shape = &scalar_string, .required = true },
        { .name = "SecurityGroupRules", .wire = "SecurityGroupRule", .shape = &shape_SecurityGroupRuleUpdateList, .required = true },
        { .name = "DryRun", .shape = &scalar_boolean }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ModifySecurityGroupRulesResult = { .name = "ModifySecurityGroupRulesResult", .members = (const struct aws_member[]){
        { .name = "Return", .wire = "return", .shape = &scalar_boolean }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ModifySubnetAttributeRequest = { .name = "ModifySubnetAttributeRequest", .members = (const struct aws_member[]){
        { .name = "AssignIpv6AddressOnCreation", .shape = &shape_AttributeBooleanValue },
        { .name = "MapPublicIpOnLaunch", .shape = &shape_AttributeBooleanValue },
        { .name = "SubnetId", .wire = "subnetId", .shape = &scalar_string, .required = true },
        { .name = "MapCustomerOwnedIpOnLaunch", .shape = &shape_AttributeBooleanValue },
        { .name = "CustomerOwnedIpv4Pool", .shape = &scalar_string },
        { .name = "EnableDns64", .shape = &shape_AttributeBooleanValue },
        { .name = "PrivateDnsHostnameTypeOnLaunch", .shape = &scalar_string },
        { .name = "EnableResourceNameDnsARecordOnLaunch", .shape = &shape_AttributeBooleanValue },
        { .name = "EnableResourceNameDnsAAAARecordOnLaunch", .shape = &shape_AttributeBooleanValue },
        { .name = "EnableLniAtDeviceIndex", .shape = &scalar_integer },
        { .name = "DisableLniAtDeviceIndex", .shape = &shape_AttributeBooleanValue }, }, .member_count = 11, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ModifyVpcAttributeRequest = { .name = "ModifyVpcAttributeRequest", .members = (const struct aws_member[]){
        { .name = "EnableDnsHostnames", .shape = &shape_AttributeBooleanValue },
        { .name = "EnableDnsSupport", .shape = &shape_AttributeBooleanValue },
        { .name = "VpcId", .wire = "vpcId", .shape = &scalar_string, .required = true },
        { .name = "EnableNetworkAddressUsageMetrics", .shape = &shape_AttributeBooleanValue }, }, .member_count = 4, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ModifyVpcEndpointRequest = { .name = "ModifyVpcEndpointRequest", .members = (const struct aws_member[]){
        { .name = "DryRun", .shape = &scalar_boolean },
        { .name = "VpcEndpointId", .shape = &scalar_string, .required = true },
        { .name = "ResetPolicy", .shape = &scalar_boolean },
        { .name = "PolicyDocument", .shape = &scalar_string },
        { .name = "AddRouteTableIds", .wire = "AddRouteTableId", .shape = &shape_VpcEndpointRouteTableIdList },
        { .name = "RemoveRouteTableIds", .wire = "RemoveRouteTableId", .shape = &shape_VpcEndpointRouteTableIdList },
        { .name = "AddSubnetIds", .wire = "AddSubnetId", .shape = &shape_VpcEndpointSubnetIdList },
        { .name = "RemoveSubnetIds", .wire = "RemoveSubnetId", .shape = &shape_VpcEndpointSubnetIdList },
        { .name = "AddSecurityGroupIds", .wire = "AddSecurityGroupId", .shape = &shape_VpcEndpointSecurityGroupIdList },
        { .name = "RemoveSecurityGroupIds", .wire = "RemoveSecurityGroupId", .shape = &shape_VpcEndpointSecurityGroupIdList },
        { .name = "IpAddressType", .shape = &scalar_string },
        { .name = "DnsOptions", .shape = &shape_DnsOptionsSpecification },
        { .name = "PrivateDnsEnabled", .shape = &scalar_boolean },
        { .name = "SubnetConfigurations", .wire = "SubnetConfiguration", .shape = &shape_SubnetConfigurationsList }, }, .member_count = 14, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ModifyVpcEndpointResult = { .name = "ModifyVpcEndpointResult", .members = (const struct aws_member[]){
        { .name = "Return", .wire = "return", .shape = &scalar_boolean }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ModifyVpcTenancyRequest = { .name = "ModifyVpcTenancyRequest", .members = (const struct aws_member[]){
        { .name = "VpcId", .shape = &scalar_string, .required = true },
        { .name = "InstanceTenancy", .shape = &scalar_string, .required = true },
        { .name = "DryRun", .shape = &scalar_boolean }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ModifyVpcTenancyResult = { .name = "ModifyVpcTenancyResult", .members = (const struct aws_member[]){
        { .name = "ReturnValue", .wire = "return", .shape = &scalar_boolean }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_NatGateway = { .name = "NatGateway", .members = (const struct aws_member[]){
        { .name = "CreateTime", .wire = "createTime", .shape = &scalar_timestamp },
        { .name = "DeleteTime", .wire = "deleteTime", .shape = &scalar_timestamp },
        { .name = "FailureCode", .wire = "failureCode", .shape = &scalar_string },
        { .name = "FailureMessage", .wire = "failureMessage", .shape = &scalar_string },
        { .name = "NatGatewayAddresses", .wire = "natGatewayAddressSet", .shape = &shape_NatGatewayAddressList },
        { .name = "NatGatewayId", .wire = "natGatewayId", .shape = &scalar_string },
        { .name = "ProvisionedBandwidth", .wire = "provisionedBandwidth", .shape = &shape_ProvisionedBandwidth },
        { .name = "State", .wire = "state", .shape = &scalar_string },
        { .name = "SubnetId", .wire = "subnetId", .shape = &scalar_string },
        { .name = "VpcId", .wire = "vpcId", .shape = &scalar_string },
        { .name = "Tags", .wire = "tagSet", .shape = &shape_TagList },
        { .name = "ConnectivityType", .wire = "connectivityType", .shape = &scalar_string },
        { .name = "AvailabilityMode", .wire = "availabilityMode", .shape = &scalar_string },
        { .name = "AutoScalingIps", .wire = "autoScalingIps", .shape = &scalar_string },
        { .name = "AutoProvisionZones", .wire = "autoProvisionZones", .shape = &scalar_string },
        { .name = "AttachedAppliances", .wire = "attachedApplianceSet", .shape = &shape_NatGatewayAttachedApplianceList },
        { .name = "RouteTableId", .wire = "routeTableId", .shape = &scalar_string }, }, .member_count = 17, .type = AWS_STRUCTURE };
static const struct aws_shape shape_NatGatewayAddress = { .name = "NatGatewayAddress", .members = (const struct aws_member[]){
        { .name = "AllocationId", .wire = "allocationId", .shape = &scalar_string },
        { .name = "NetworkInterfaceId", .wire = "networkInterfaceId", .shape = &scalar_string },
        { .name = "PrivateIp", .wire = "privateIp", .shape = &scalar_string },
        { .name = "PublicIp", .wire = "publicIp", .shape = &scalar_string },
        { .name = "AssociationId", .wire = "associationId", .shape = &scalar_string },
        { .name = "IsPrimary", .wire = "isPrimary", .shape = &scalar_boolean },
        { .name = "FailureMessage", .wire = "failureMessage", .shape = &scalar_string },
        { .name = "Status", .wire = "status", .shape = &scalar_string },
        { .name = "AvailabilityZone", .wire = "availabilityZone", .shape = &scalar_string },
        { .name = "AvailabilityZoneId", .wire = "availabilityZoneId", .shape = &scalar_string }, }, .member_count = 10, .type = AWS_STRUCTURE };
static const struct aws_shape shape_NatGatewayAddressList = { .name = "NatGatewayAddressList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_NatGatewayAddress }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_NatGatewayAttachedAppliance = { .name = "NatGatewayAttachedAppliance", .members = (const struct aws_member[]){
        { .name = "Type", .wire = "type", .shape = &scalar_string },
        { .name = "ApplianceArn", .wire = "applianceArn", .shape = &scalar_string },
        { .name = "VpcEndpointId", .wire = "vpcEndpointId", .shape = &scalar_string },
        { .name = "AttachmentState", .wire = "attachmentState", .shape = &scalar_string },
        { .name = "ModificationState", .wire = "modificationState", .shape = &scalar_string },
        { .name = "FailureCode", .wire = "failureCode", .shape = &scalar_string },
        { .name = "FailureMessage", .wire = "failureMessage", .shape = &scalar_string }, }, .member_count = 7, .type = AWS_STRUCTURE };
static const struct aws_shape shape_NatGatewayAttachedApplianceList = { .name = "NatGatewayAttachedApplianceList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_NatGatewayAttachedAppliance }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_NatGatewayIdStringList = { .name = "NatGatewayIdStringList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_NatGatewayList = { .name = "NatGatewayList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_NatGateway }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_NetworkAcl = { .name = "NetworkAcl", .members = (const struct aws_member[]){
        { .name = "Associations", .wire = "associationSet", .shape = &shape_NetworkAclAssociationList },
        { .name = "Entries", .wire = "entrySet", .shape = &shape_NetworkAclEntryList },
        { .name = "IsDefault", .wire = "default", .shape = &scalar_boolean },
        { .name = "NetworkAclId", .wire = "networkAclId", .shape = &scalar_string },
        { .name = "Tags", .wire = "tagSet", .shape = &shape_TagList },
        { .name = "VpcId", .wire = "vpcId", .shape = &scalar_string },
        { .name = "OwnerId", .wire = "ownerId", .shape = &scalar_string }, }, .member_count = 7, .type = AWS_STRUCTURE };
static const struct aws_shape shape_NetworkAclAssociation = { .name = "NetworkAclAssociation", .members = (const struct aws_member[]){
        { .name = "NetworkAclAssociationId", .wire = "networkAclAssociationId", .shape = &scalar_string },
        { .name = "NetworkAclId", .wire = "networkAclId", .shape = &scalar_string },
        { .name = "SubnetId", .wire = "subnetId", .shape = &scalar_string }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_NetworkAclAssociationList = { .name = "NetworkAclAssociationList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_NetworkAclAssociation }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_NetworkAclEntry = { .name = "NetworkAclEntry", .members = (const struct aws_member[]){
        { .name = "CidrBlock", .wire = "cidrBlock", .shape = &scalar_string },
        { .name = "Egress", .wire = "egress", .shape = &scalar_boolean },
        { .name = "IcmpTypeCode", .wire = "icmpTypeCode", .shape = &shape_IcmpTypeCode },
        { .name = "Ipv6CidrBlock", .wire = "ipv6CidrBlock", .shape = &scalar_string },
        { .name = "PortRange", .wire = "portRange", .shape = &shape_PortRange },
        { .name = "Protocol", .wire = "protocol", .shape = &scalar_string },
        { .name = "RuleAction", .wire = "ruleAction", .shape = &scalar_string },
        { .name = "RuleNumber", .wire = "ruleNumber", .shape = &scalar_integer }, }, .member_count = 8, .type = AWS_STRUCTURE };
static const struct aws_shape shape_NetworkAclEntryList = { .name = "NetworkAclEntryList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_NetworkAclEntry }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_NetworkAclIdStringList = { .name = "NetworkAclIdStringList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_NetworkAclList = { .name = "NetworkAclList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_NetworkAcl }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_NetworkInterface = { .name = "NetworkInterface", .members = (const struct aws_member[]){
        { .name = "Association", .wire = "association", .shape = &shape_NetworkInterfaceAssociation },
        { .name = "Attachment", .wire = "attachment", .shape = &shape_NetworkInterfaceAttachment },
        { .name = "AvailabilityZone", .wire = "availabilityZone", .shape = &scalar_string },
        { .name = "ConnectionTrackingConfiguration", .wire = "connectionTrackingConfiguration", .shape = &shape_ConnectionTrackingConfiguration },
        { .name = "Description", .wire = "description", .shape = &scalar_string },
        { .name = "Groups", .wire = "groupSet", .shape = &shape_GroupIdentifierList },
        { .name = "InterfaceType", .wire = "interfaceType", .shape = &scalar_string },
        { .name = "Ipv6Addresses", .wire = "ipv6AddressesSet", .shape = &shape_NetworkInterfaceIpv6AddressesList },
        { .name = "MacAddress", .wire = "macAddress", .shape = &scalar_string },
        { .name = "NetworkInterfaceId", .wire = "networkInterfaceId", .shape = &scalar_string },
        { .name = "OutpostArn", .wire = "outpostArn", .shape = &scalar_string },
        { .name = "OwnerId", .wire = "ownerId", .shape = &scalar_string },
        { .name = "PrivateDnsName", .wire = "privateDnsName", .shape = &scalar_string },
        { .name = "PublicDnsName", .wire = "publicDnsName", .shape = &scalar_string },
        { .name = "PublicIpDnsNameOptions", .wire = "publicIpDnsNameOptions", .shape = &shape_PublicIpDnsNameOptions },
        { .name = "PrivateIpAddress", .wire = "privateIpAddress", .shape = &scalar_string },
        { .name = "PrivateIpAddresses", .wire = "privateIpAddressesSet", .shape = &shape_NetworkInterfacePrivateIpAddressList },
        { .name = "Ipv4Prefixes", .wire = "ipv4PrefixSet", .shape = &shape_Ipv4PrefixesList },
        { .name = "Ipv6Prefixes", .wire = "ipv6PrefixSet", .shape = &shape_Ipv6PrefixesList },
        { .name = "RequesterId", .wire = "requesterId", .shape = &scalar_string },
        { .name = "RequesterManaged", .wire = "requesterManaged", .shape = &scalar_boolean },
        { .name = "SourceDestCheck", .wire = "sourceDestCheck", .shape = &scalar_boolean },
        { .name = "Status", .wire = "status", .shape = &scalar_string },
        { .name = "SubnetId", .wire = "subnetId", .shape = &scalar_string },
        { .name = "TagSet", .wire = "tagSet", .shape = &shape_TagList },
        { .name = "VpcId", .wire = "vpcId", .shape = &scalar_string },
        { .name = "DenyAllIgwTraffic", .wire = "denyAllIgwTraffic", .shape = &scalar_boolean },
        { .name = "Ipv6Native", .wire = "ipv6Native", .shape = &scalar_boolean },
        { .name = "Ipv6Address", .wire = "ipv6Address", .shape = &scalar_string },
        { .name = "Operator", .wire = "operator", .shape = &shape_OperatorResponse },
        { .name = "AssociatedSubnets", .wire = "associatedSubnetSet", .shape = &shape_AssociatedSubnetList },
        { .name = "AvailabilityZoneId", .wire = "availabilityZoneId", .shape = &scalar_string }, }, .member_count = 32, .type = AWS_STRUCTURE };
static const struct aws_shape shape_NetworkInterfaceAssociation = { .name = "NetworkInterfaceAssociation", .members = (const struct aws_member[]){
        { .name = "AllocationId", .wire = "allocationId", .shape = &scalar_string },
        { .name = "AssociationId", .wire = "associationId", .shape = &scalar_string },
        { .name = "IpOwnerId", .wire = "ipOwnerId", .shape = &scalar_string },
        { .name = "PublicDnsName", .wire = "publicDnsName", .shape = &scalar_string },
        { .name = "PublicIp", .wire = "publicIp", .shape = &scalar_string },
        { .name = "CustomerOwnedIp", .wire = "customerOwnedIp", .shape = &scalar_string },
        { .name = "CarrierIp", .wire = "carrierIp", .shape = &scalar_string }, }, .member_count = 7, .type = AWS_STRUCTURE };
static const struct aws_shape shape_NetworkInterfaceAttachment = { .name = "NetworkInterfaceAttachment", .members = (const struct aws_member[]){
        { .name = "AttachTime", .wire = "attachTime", .shape = &scalar_timestamp },
        { .name = "AttachmentId", .wire = "attachmentId", .shape = &scalar_string },
        { .name = "DeleteOnTermination", .wire = "deleteOnTermination", .shape = &scalar_boolean },
        { .name = "DeviceIndex", .wire = "deviceIndex", .shape = &scalar_integer },
        { .name = "NetworkCardIndex", .wire = "networkCardIndex", .shape = &scalar_integer },
        { .name = "InstanceId", .wire = "instanceId", .shape = &scalar_string },
        { .name = "InstanceOwnerId", .wire = "instanceOwnerId", .shape = &scalar_string },
        { .name = "Status", .wire = "status", .shape = &scalar_string },
        { .name = "EnaSrdSpecification", .wire = "enaSrdSpecification", .shape = &shape_AttachmentEnaSrdSpecification },
        { .name = "EnaQueueCount", .wire = "enaQueueCount", .shape = &scalar_integer }, }, .member_count = 10, .type = AWS_STRUCTURE };
static const struct aws_shape shape_NetworkInterfaceIdList = { .name = "NetworkInterfaceIdList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_NetworkInterfaceIpv6Address = { .name = "NetworkInterfaceIpv6Address", .members = (const struct aws_member[]){
        { .name = "Ipv6Address", .wire = "ipv6Address", .shape = &scalar_string },
        { .name = "PublicIpv6DnsName", .wire = "publicIpv6DnsName", .shape = &scalar_string },
        { .name = "IsPrimaryIpv6", .wire = "isPrimaryIpv6", .shape = &scalar_boolean }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_NetworkInterfaceIpv6AddressesList = { .name = "NetworkInterfaceIpv6AddressesList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_NetworkInterfaceIpv6Address }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_NetworkInterfaceList = { .name = "NetworkInterfaceList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_NetworkInterface }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_NetworkInterfacePrivateIpAddress = { .name = "NetworkInterfacePrivateIpAddress", .members = (const struct aws_member[]){
        { .name = "Association", .wire = "association", .shape = &shape_NetworkInterfaceAssociation },
        { .name = "Primary", .wire = "primary", .shape = &scalar_boolean },
        { .name = "PrivateDnsName", .wire = "privateDnsName", .shape = &scalar_string },
        { .name = "PrivateIpAddress", .wire = "privateIpAddress", .shape = &scalar_string }, }, .member_count = 4, .type = AWS_STRUCTURE };
static const struct aws_shape shape_NetworkInterfacePrivateIpAddressList = { .name = "NetworkInterfacePrivateIpAddressList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_NetworkInterfacePrivateIpAddress }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_OperatorResponse = { .name = "OperatorResponse", .members = (const struct aws_member[]){
        { .name = "Managed", .wire = "managed", .shape = &scalar_boolean },
        { .name = "Principal", .wire = "principal", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_PortRange = { .name = "PortRange", .members = (const struct aws_member[]){
        { .name = "From", .wire = "from", .shape = &scalar_integer },
        { .name = "To", .wire = "to", .shape = &scalar_integer }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_PrefixList = { .name = "PrefixList", .members = (const struct aws_member[]){
        { .name = "Cidrs", .wire = "cidrSet", .shape = &shape_ValueStringList },
        { .name = "PrefixListId", .wire = "prefixListId", .shape = &scalar_string },
        { .name = "PrefixListName", .wire = "prefixListName", .shape = &scalar_string }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_PrefixListId = { .name = "PrefixListId", .members = (const struct aws_member[]){
        { .name = "Description", .wire = "description", .shape = &scalar_string },
        { .name = "PrefixListId", .wire = "prefixListId", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_PrefixListIdList = { .name = "PrefixListIdList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_PrefixListId }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_PrefixListResourceIdStringList = { .name = "PrefixListResourceIdStringList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_PrefixListSet = { .name = "PrefixListSet", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_PrefixList }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_PrivateDnsDetails = { .name = "PrivateDnsDetails", .members = (const struct aws_member[]){
        { .name = "PrivateDnsName", .wire = "privateDnsName", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_PrivateDnsDetailsSet = { .name = "PrivateDnsDetailsSet", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_PrivateDnsDetails }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_PrivateDnsNameOptionsOnLaunch = { .name = "PrivateDnsNameOptionsOnLaunch", .members = (const struct aws_member[]){
        { .name = "HostnameType", .wire = "hostnameType", .shape = &scalar_string },
        { .name = "EnableResourceNameDnsARecord", .wire = "enableResourceNameDnsARecord", .shape = &scalar_boolean },
        { .name = "EnableResourceNameDnsAAAARecord", .wire = "enableResourceNameDnsAAAARecord", .shape = &scalar_boolean }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_PrivateDnsSpecifiedDomainSet = { .name = "PrivateDnsSpecifiedDomainSet", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_PropagatingVgw = { .name = "PropagatingVgw", .members = (const struct aws_member[]){
        { .name = "GatewayId", .wire = "gatewayId", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_PropagatingVgwList = { .name = "PropagatingVgwList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_PropagatingVgw }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_ProvisionedBandwidth = { .name = "ProvisionedBandwidth", .members = (const struct aws_member[]){
        { .name = "ProvisionTime", .wire = "provisionTime", .shape = &scalar_timestamp },
        { .name = "Provisioned", .wire = "provisioned", .shape = &scalar_string },
        { .name = "RequestTime", .wire = "requestTime", .shape = &scalar_timestamp },
        { .name = "Requested", .wire = "requested", .shape = &scalar_string },
        { .name = "Status", .wire = "status", .shape = &scalar_string }, }, .member_count = 5, .type = AWS_STRUCTURE };
static const struct aws_shape shape_PublicIpDnsNameOptions = { .name = "PublicIpDnsNameOptions", .members = (const struct aws_member[]){
        { .name = "DnsHostnameType", .wire = "dnsHostnameType", .shape = &scalar_string },
        { .name = "PublicIpv4DnsName", .wire = "publicIpv4DnsName", .shape = &scalar_string },
        { .name = "PublicIpv6DnsName", .wire = "publicIpv6DnsName", .shape = &scalar_string },
        { .name = "PublicDualStackDnsName", .wire = "publicDualStackDnsName", .shape = &scalar_string }, }, .member_count = 4, .type = AWS_STRUCTURE };
static const struct aws_shape shape_PublicIpStringList = { .name = "PublicIpStringList", .members = (const struct aws_member[]){
        { .wire = "PublicIp", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_ReferencedSecurityGroup = { .name = "ReferencedSecurityGroup", .members = (const struct aws_member[]){
        { .name = "GroupId", .wire = "groupId", .shape = &scalar_string },
        { .name = "PeeringStatus", .wire = "peeringStatus", .shape = &scalar_string },
        { .name = "UserId", .wire = "userId", .shape = &scalar_string },
        { .name = "VpcId", .wire = "vpcId", .shape = &scalar_string },
        { .name = "VpcPeeringConnectionId", .wire = "vpcPeeringConnectionId", .shape = &scalar_string }, }, .member_count = 5, .type = AWS_STRUCTURE };
static const struct aws_shape shape_Region = { .name = "Region", .members = (const struct aws_member[]){
        { .name = "OptInStatus", .wire = "optInStatus", .shape = &scalar_string },
        { .name = "RegionName", .wire = "regionName", .shape = &scalar_string },
        { .name = "Endpoint", .wire = "regionEndpoint", .shape = &scalar_string }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_RegionList = { .name = "RegionList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_Region }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_RegionNameStringList = { .name = "RegionNameStringList", .members = (const struct aws_member[]){
        { .wire = "RegionName", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_ReleaseAddressRequest = { .name = "ReleaseAddressRequest", .members = (const struct aws_member[]){
        { .name = "AllocationId", .shape = &scalar_string },
        { .name = "PublicIp", .shape = &scalar_string },
        { .name = "NetworkBorderGroup", .shape = &scalar_string },
        { .name = "DryRun", .wire = "dryRun", .shape = &scalar_boolean }, }, .member_count = 4, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ReplaceRouteRequest = { .name = "ReplaceRouteRequest", .members = (const struct aws_member[]){
        { .name = "DestinationPrefixListId", .shape = &scalar_string },
        { .name = "VpcEndpointId", .shape = &scalar_string },
        { .name = "LocalTarget", .shape = &scalar_boolean },
        { .name = "TransitGatewayId", .shape = &scalar_string },
        { .name = "LocalGatewayId", .shape = &scalar_string },
        { .name = "CarrierGatewayId", .shape = &scalar_string },
        { .name = "CoreNetworkArn", .shape = &scalar_string },
        { .name = "OdbNetworkArn", .shape = &scalar_string },
        { .name = "DryRun", .wire = "dryRun", .shape = &scalar_boolean },
        { .name = "RouteTableId", .wire = "routeTableId", .shape = &scalar_string, .required = true },
        { .name = "DestinationCidrBlock", .wire = "destinationCidrBlock", .shape = &scalar_string },
        { .name = "GatewayId", .wire = "gatewayId", .shape = &scalar_string },
        { .name = "DestinationIpv6CidrBlock", .wire = "destinationIpv6CidrBlock", .shape = &scalar_string },
        { .name = "EgressOnlyInternetGatewayId", .wire = "egressOnlyInternetGatewayId", .shape = &scalar_string },
        { .name = "InstanceId", .wire = "instanceId", .shape = &scalar_string },
        { .name = "NetworkInterfaceId", .wire = "networkInterfaceId", .shape = &scalar_string },
        { .name = "VpcPeeringConnectionId", .wire = "vpcPeeringConnectionId", .shape = &scalar_string },
        { .name = "NatGatewayId", .wire = "natGatewayId", .shape = &scalar_string }, }, .member_count = 18, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ReplaceRouteTableAssociationRequest = { .name = "ReplaceRouteTableAssociationRequest", .members = (const struct aws_member[]){
        { .name = "DryRun", .wire = "dryRun", .shape = &scalar_boolean },
        { .name = "AssociationId", .wire = "associationId", .shape = &scalar_string, .required = true },
        { .name = "RouteTableId", .wire = "routeTableId", .shape = &scalar_string, .required = true }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ReplaceRouteTableAssociationResult = { .name = "ReplaceRouteTableAssociationResult", .members = (const struct aws_member[]){
        { .name = "NewAssociationId", .wire = "newAssociationId", .shape = &scalar_string },
        { .name = "AssociationState", .wire = "associationState", .shape = &shape_RouteTableAssociationState }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ResourceIdList = { .name = "ResourceIdList", .members = (const struct aws_member[]){
        { .shape = &scalar_string }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_RevokeSecurityGroupEgressRequest = { .name = "RevokeSecurityGroupEgressRequest", .members = (const struct aws_member[]){
        { .name = "SecurityGroupRuleIds", .wire = "SecurityGroupRuleId", .shape = &shape_SecurityGroupRuleIdList },
        { .name = "DryRun", .wire = "dryRun", .shape = &scalar_boolean },
        { .name = "GroupId", .wire = "groupId", .shape = &scalar_string, .required = true },
        { .name = "SourceSecurityGroupName", .wire = "sourceSecurityGroupName", .shape = &scalar_string },
        { .name = "SourceSecurityGroupOwnerId", .wire = "sourceSecurityGroupOwnerId", .shape = &scalar_string },
        { .name = "IpProtocol", .wire = "ipProtocol", .shape = &scalar_string },
        { .name = "FromPort", .wire = "fromPort", .shape = &scalar_integer },
        { .name = "ToPort", .wire = "toPort", .shape = &scalar_integer },
        { .name = "CidrIp", .wire = "cidrIp", .shape = &scalar_string },
        { .name = "IpPermissions", .wire = "ipPermissions", .shape = &shape_IpPermissionList }, }, .member_count = 10, .type = AWS_STRUCTURE };
static const struct aws_shape shape_RevokeSecurityGroupEgressResult = { .name = "RevokeSecurityGroupEgressResult", .members = (const struct aws_member[]){
        { .name = "Return", .wire = "return", .shape = &scalar_boolean },
        { .name = "UnknownIpPermissions", .wire = "unknownIpPermissionSet", .shape = &shape_IpPermissionList },
        { .name = "RevokedSecurityGroupRules", .wire = "revokedSecurityGroupRuleSet", .shape = &shape_RevokedSecurityGroupRuleList }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_RevokeSecurityGroupIngressRequest = { .name = "RevokeSecurityGroupIngressRequest", .members = (const struct aws_member[]){
        { .name = "CidrIp", .shape = &scalar_string },
        { .name = "FromPort", .shape = &scalar_integer },
        { .name = "GroupId", .shape = &scalar_string },
        { .name = "GroupName", .shape = &scalar_string },
        { .name = "IpPermissions", .shape = &shape_IpPermissionList },
        { .name = "IpProtocol", .shape = &scalar_string },
        { .name = "SourceSecurityGroupName", .shape = &scalar_string },
        { .name = "SourceSecurityGroupOwnerId", .shape = &scalar_string },
        { .name = "ToPort", .shape = &scalar_integer },
        { .name = "SecurityGroupRuleIds", .wire = "SecurityGroupRuleId", .shape = &shape_SecurityGroupRuleIdList },
        { .name = "DryRun", .wire = "dryRun", .shape = &scalar_boolean }, }, .member_count = 11, .type = AWS_STRUCTURE };
static const struct aws_shape shape_RevokeSecurityGroupIngressResult = { .name = "RevokeSecurityGroupIngressResult", .members = (const struct aws_member[]){
        { .name = "Return", .wire = "return", .shape = &scalar_boolean },
        { .name = "UnknownIpPermissions", .wire = "unknownIpPermissionSet", .shape = &shape_IpPermissionList },
        { .name = "RevokedSecurityGroupRules", .wire = "revokedSecurityGroupRuleSet", .shape = &shape_RevokedSecurityGroupRuleList }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_RevokedSecurityGroupRule = { .name = "RevokedSecurityGroupRule", .members = (const struct aws_member[]){
        { .name = "SecurityGroupRuleId", .wire = "securityGroupRuleId", .shape = &scalar_string },
        { .name = "GroupId", .wire = "groupId", .shape = &scalar_string },
        { .name = "IsEgress", .wire = "isEgress", .shape = &scalar_boolean },
        { .name = "IpProtocol", .wire = "ipProtocol", .shape = &scalar_string },
        { .name = "FromPort", .wire = "fromPort", .shape = &scalar_integer },
        { .name = "ToPort", .wire = "toPort", .shape = &scalar_integer },
        { .name = "CidrIpv4", .wire = "cidrIpv4", .shape = &scalar_string },
        { .name = "CidrIpv6", .wire = "cidrIpv6", .shape = &scalar_string },
        { .name = "PrefixListId", .wire = "prefixListId", .shape = &scalar_string },
        { .name = "ReferencedGroupId", .wire = "referencedGroupId", .shape = &scalar_string },
        { .name = "Description", .wire = "description", .shape = &scalar_string }, }, .member_count = 11, .type = AWS_STRUCTURE };
static const struct aws_shape shape_RevokedSecurityGroupRuleList = { .name = "RevokedSecurityGroupRuleList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_RevokedSecurityGroupRule }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_Route = { .name = "Route", .members = (const struct aws_member[]){
        { .name = "DestinationCidrBlock", .wire = "destinationCidrBlock", .shape = &scalar_string },
        { .name = "DestinationIpv6CidrBlock", .wire = "destinationIpv6CidrBlock", .shape = &scalar_string },
        { .name = "DestinationPrefixListId", .wire = "destinationPrefixListId", .shape = &scalar_string },
        { .name = "EgressOnlyInternetGatewayId", .wire = "egressOnlyInternetGatewayId", .shape = &scalar_string },
        { .name = "GatewayId", .wire = "gatewayId", .shape = &scalar_string },
        { .name = "InstanceId", .wire = "instanceId", .shape = &scalar_string },
        { .name = "InstanceOwnerId", .wire = "instanceOwnerId", .shape = &scalar_string },
        { .name = "NatGatewayId", .wire = "natGatewayId", .shape = &scalar_string },
        { .name = "TransitGatewayId", .wire = "transitGatewayId", .shape = &scalar_string },
        { .name = "LocalGatewayId", .wire = "localGatewayId", .shape = &scalar_string },
        { .name = "CarrierGatewayId", .wire = "carrierGatewayId", .shape = &scalar_string },
        { .name = "NetworkInterfaceId", .wire = "networkInterfaceId", .shape = &scalar_string },
        { .name = "Origin", .wire = "origin", .shape = &scalar_string },
        { .name = "State", .wire = "state", .shape = &scalar_string },
        { .name = "VpcPeeringConnectionId", .wire = "vpcPeeringConnectionId", .shape = &scalar_string },
        { .name = "CoreNetworkArn", .wire = "coreNetworkArn", .shape = &scalar_string },
        { .name = "OdbNetworkArn", .wire = "odbNetworkArn", .shape = &scalar_string },
        { .name = "IpAddress", .wire = "ipAddress", .shape = &scalar_string }, }, .member_count = 18, .type = AWS_STRUCTURE };
static const struct aws_shape shape_RouteList = { .name = "RouteList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_Route }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_RouteTable = { .name = "RouteTable", .members = (const struct aws_member[]){
        { .name = "Associations", .wire = "associationSet", .shape = &shape_RouteTableAssociationList },
        { .name = "PropagatingVgws", .wire = "propagatingVgwSet", .shape = &shape_PropagatingVgwList },
        { .name = "RouteTableId", .wire = "routeTableId", .shape = &scalar_string },
        { .name = "Routes", .wire = "routeSet", .shape = &shape_RouteList },
        { .name = "Tags", .wire = "tagSet", .shape = &shape_TagList },
        { .name = "VpcId", .wire = "vpcId", .shape = &scalar_string },
        { .name = "OwnerId", .wire = "ownerId", .shape = &scalar_string }, }, .member_count = 7, .type = AWS_STRUCTURE };
static const struct aws_shape shape_RouteTableAssociation = { .name = "RouteTableAssociation", .members = (const struct aws_member[]){
        { .name = "Main", .wire = "main", .shape = &scalar_boolean },
        { .name = "RouteTableAssociationId", .wire = "routeTableAssociationId", .shape = &scalar_string },
        { .name = "RouteTableId", .wire = "routeTableId", .shape = &scalar_string },
        { .name = "SubnetId", .wire = "subnetId", .shape = &scalar_string },
        { .name = "GatewayId", .wire = "gatewayId", .shape = &scalar_string },
        { .name = "PublicIpv4Pool", .wire = "publicIpv4Pool", .shape = &scalar_string },
        { .name = "AssociationState", .wire = "associationState", .shape = &shape_RouteTableAssociationState }, }, .member_count = 7, .type = AWS_STRUCTURE };
static const struct aws_shape shape_RouteTableAssociationList = { .name = "RouteTableAssociationList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_RouteTableAssociation }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_RouteTableAssociationState = { .name = "RouteTableAssociationState", .members = (const struct aws_member[]){
        { .name = "State", .wire = "state", .shape = &scalar_string },
        { .name = "StatusMessage", .wire = "statusMessage", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_RouteTableIdStringList = { .name = "RouteTableIdStringList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_RouteTableList = { .name = "RouteTableList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_RouteTable }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_SecurityGroup = { .name = "SecurityGroup", .members = (const struct aws_member[]){
        { .name = "GroupId", .wire = "groupId", .shape = &scalar_string },
        { .name = "IpPermissionsEgress", .wire = "ipPermissionsEgress", .shape = &shape_IpPermissionList },
        { .name = "Tags", .wire = "tagSet", .shape = &shape_TagList },
        { .name = "VpcId", .wire = "vpcId", .shape = &scalar_string },
        { .name = "SecurityGroupArn", .wire = "securityGroupArn", .shape = &scalar_string },
        { .name = "OwnerId", .wire = "ownerId", .shape = &scalar_string },
        { .name = "GroupName", .wire = "groupName", .shape = &scalar_string },
        { .name = "Description", .wire = "groupDescription", .shape = &scalar_string },
        { .name = "IpPermissions", .wire = "ipPermissions", .shape = &shape_IpPermissionList }, }, .member_count = 9, .type = AWS_STRUCTURE };
static const struct aws_shape shape_SecurityGroupIdentifier = { .name = "SecurityGroupIdentifier", .members = (const struct aws_member[]){
        { .name = "GroupId", .wire = "groupId", .shape = &scalar_string },
        { .name = "GroupName", .wire = "groupName", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_SecurityGroupList = { .name = "SecurityGroupList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_SecurityGroup }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_SecurityGroupRule = { .name = "SecurityGroupRule", .members = (const struct aws_member[]){
        { .name = "SecurityGroupRuleId", .wire = "securityGroupRuleId", .shape = &scalar_string },
        { .name = "GroupId", .wire = "groupId", .shape = &scalar_string },
        { .name = "GroupOwnerId", .wire = "groupOwnerId", .shape = &scalar_string },
        { .name = "IsEgress", .wire = "isEgress", .shape = &scalar_boolean },
        { .name = "IpProtocol", .wire = "ipProtocol", .shape = &scalar_string },
        { .name = "FromPort", .wire = "fromPort", .shape = &scalar_integer },
        { .name = "ToPort", .wire = "toPort", .shape = &scalar_integer },
        { .name = "CidrIpv4", .wire = "cidrIpv4", .shape = &scalar_string },
        { .name = "CidrIpv6", .wire = "cidrIpv6", .shape = &scalar_string },
        { .name = "PrefixListId", .wire = "prefixListId", .shape = &scalar_string },
        { .name = "ReferencedGroupInfo", .wire = "referencedGroupInfo", .shape = &shape_ReferencedSecurityGroup },
        { .name = "Description", .wire = "description", .shape = &scalar_string },
        { .name = "Tags", .wire = "tagSet", .shape = &shape_TagList },
        { .name = "SecurityGroupRuleArn", .wire = "securityGroupRuleArn", .shape = &scalar_string }, }, .member_count = 14, .type = AWS_STRUCTURE };
static const struct aws_shape shape_SecurityGroupRuleDescription = { .name = "SecurityGroupRuleDescription", .members = (const struct aws_member[]){
        { .name = "SecurityGroupRuleId", .shape = &scalar_string },
        { .name = "Description", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_SecurityGroupRuleDescriptionList = { .name = "SecurityGroupRuleDescriptionList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_SecurityGroupRuleDescription }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_SecurityGroupRuleIdList = { .name = "SecurityGroupRuleIdList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_SecurityGroupRuleList = { .name = "SecurityGroupRuleList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_SecurityGroupRule }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_SecurityGroupRuleRequest = { .name = "SecurityGroupRuleRequest", .members = (const struct aws_member[]){
        { .name = "IpProtocol", .shape = &scalar_string },
        { .name = "FromPort", .shape = &scalar_integer },
        { .name = "ToPort", .shape = &scalar_integer },
        { .name = "CidrIpv4", .shape = &scalar_string },
        { .name = "CidrIpv6", .shape = &scalar_string },
        { .name = "PrefixListId", .shape = &scalar_string },
        { .name = "ReferencedGroupId", .shape = &scalar_string },
        { .name = "Description", .shape = &scalar_string }, }, .member_count = 8, .type = AWS_STRUCTURE };
static const struct aws_shape shape_SecurityGroupRuleUpdate = { .name = "SecurityGroupRuleUpdate", .members = (const struct aws_member[]){
        { .name = "SecurityGroupRuleId", .shape = &scalar_string, .required = true },
        { .name = "SecurityGroupRule", .shape = &shape_SecurityGroupRuleRequest }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_SecurityGroupRuleUpdateList = { .name = "SecurityGroupRuleUpdateList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_SecurityGroupRuleUpdate }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_ServiceDetail = { .name = "ServiceDetail", .members = (const struct aws_member[]){
        { .name = "ServiceName", .wire = "serviceName", .shape = &scalar_string },
        { .name = "ServiceId", .wire = "serviceId", .shape = &scalar_string },
        { .name = "ServiceType", .wire = "serviceType", .shape = &shape_ServiceTypeDetailSet },
        { .name = "ServiceRegion", .wire = "serviceRegion", .shape = &scalar_string },
        { .name = "AvailabilityZoneIds", .wire = "availabilityZoneIdSet", .shape = &shape_ValueStringList },
        { .name = "AvailabilityZones", .wire = "availabilityZoneSet", .shape = &shape_ValueStringList },
        { .name = "Owner", .wire = "owner", .shape = &scalar_string },
        { .name = "BaseEndpointDnsNames", .wire = "baseEndpointDnsNameSet", .shape = &shape_ValueStringList },
        { .name = "PrivateDnsName", .wire = "privateDnsName", .shape = &scalar_string },
        { .name = "PrivateDnsNames", .wire = "privateDnsNameSet", .shape = &shape_PrivateDnsDetailsSet },
        { .name = "VpcEndpointPolicySupported", .wire = "vpcEndpointPolicySupported", .shape = &scalar_boolean },
        { .name = "AcceptanceRequired", .wire = "acceptanceRequired", .shape = &scalar_boolean },
        { .name = "ManagesVpcEndpoints", .wire = "managesVpcEndpoints", .shape = &scalar_boolean },
        { .name = "PayerResponsibility", .wire = "payerResponsibility", .shape = &scalar_string },
        { .name = "Tags", .wire = "tagSet", .shape = &shape_TagList },
        { .name = "PrivateDnsNameVerificationState", .wire = "privateDnsNameVerificationState", .shape = &scalar_string },
        { .name = "SupportedIpAddressTypes", .wire = "supportedIpAddressTypeSet", .shape = &shape_SupportedIpAddressTypes }, }, .member_count = 17, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ServiceDetailSet = { .name = "ServiceDetailSet", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_ServiceDetail }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_ServiceTypeDetail = { .name = "ServiceTypeDetail", .members = (const struct aws_member[]){
        { .name = "ServiceType", .wire = "serviceType", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_ServiceTypeDetailSet = { .name = "ServiceTypeDetailSet", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_ServiceTypeDetail }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_Subnet = { .name = "Subnet", .members = (const struct aws_member[]){
        { .name = "AvailabilityZoneId", .wire = "availabilityZoneId", .shape = &scalar_string },
        { .name = "EnableLniAtDeviceIndex", .wire = "enableLniAtDeviceIndex", .shape = &scalar_integer },
        { .name = "MapCustomerOwnedIpOnLaunch", .wire = "mapCustomerOwnedIpOnLaunch", .shape = &scalar_boolean },
        { .name = "CustomerOwnedIpv4Pool", .wire = "customerOwnedIpv4Pool", .shape = &scalar_string },
        { .name = "OwnerId", .wire = "ownerId", .shape = &scalar_string },
        { .name = "AssignIpv6AddressOnCreation", .wire = "assignIpv6AddressOnCreation", .shape = &scalar_boolean },
        { .name = "Ipv6CidrBlockAssociationSet", .wire = "ipv6CidrBlockAssociationSet", .shape = &shape_SubnetIpv6CidrBlockAssociationSet },
        { .name = "Tags", .wire = "tagSet", .shape = &shape_TagList },
        { .name = "SubnetArn", .wire = "subnetArn", .shape = &scalar_string },
        { .name = "OutpostArn", .wire = "outpostArn", .shape = &scalar_string },
        { .name = "EnableDns64", .wire = "enableDns64", .shape = &scalar_boolean },
        { .name = "Ipv6Native", .wire = "ipv6Native", .shape = &scalar_boolean },
        { .name = "PrivateDnsNameOptionsOnLaunch", .wire = "privateDnsNameOptionsOnLaunch", .shape = &shape_PrivateDnsNameOptionsOnLaunch },
        { .name = "BlockPublicAccessStates", .wire = "blockPublicAccessStates", .shape = &shape_BlockPublicAccessStates },
        { .name = "Type", .wire = "type", .shape = &scalar_string },
        { .name = "SubnetId", .wire = "subnetId", .shape = &scalar_string },
        { .name = "State", .wire = "state", .shape = &scalar_string },
        { .name = "VpcId", .wire = "vpcId", .shape = &scalar_string },
        { .name = "CidrBlock", .wire = "cidrBlock", .shape = &scalar_string },
        { .name = "AvailableIpAddressCount", .wire = "availableIpAddressCount", .shape = &scalar_integer },
        { .name = "AvailabilityZone", .wire = "availabilityZone", .shape = &scalar_string },
        { .name = "DefaultForAz", .wire = "defaultForAz", .shape = &scalar_boolean },
        { .name = "MapPublicIpOnLaunch", .wire = "mapPublicIpOnLaunch", .shape = &scalar_boolean }, }, .member_count = 23, .type = AWS_STRUCTURE };
static const struct aws_shape shape_SubnetCidrBlockState = { .name = "SubnetCidrBlockState", .members = (const struct aws_member[]){
        { .name = "State", .wire = "state", .shape = &scalar_string },
        { .name = "StatusMessage", .wire = "statusMessage", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_SubnetConfiguration = { .name = "SubnetConfiguration", .members = (const struct aws_member[]){
        { .name = "SubnetId", .shape = &scalar_string },
        { .name = "Ipv4", .shape = &scalar_string },
        { .name = "Ipv6", .shape = &scalar_string }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_SubnetConfigurationsList = { .name = "SubnetConfigurationsList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_SubnetConfiguration }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_SubnetIdStringList = { .name = "SubnetIdStringList", .members = (const struct aws_member[]){
        { .wire = "SubnetId", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_SubnetIpPrefixes = { .name = "SubnetIpPrefixes", .members = (const struct aws_member[]){
        { .name = "SubnetId", .wire = "subnetId", .shape = &scalar_string },
        { .name = "IpPrefixes", .wire = "ipPrefixSet", .shape = &shape_ValueStringList }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_SubnetIpPrefixesList = { .name = "SubnetIpPrefixesList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_SubnetIpPrefixes }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_SubnetIpv6CidrBlockAssociation = { .name = "SubnetIpv6CidrBlockAssociation", .members = (const struct aws_member[]){
        { .name = "AssociationId", .wire = "associationId", .shape = &scalar_string },
        { .name = "Ipv6CidrBlock", .wire = "ipv6CidrBlock", .shape = &scalar_string },
        { .name = "Ipv6CidrBlockState", .wire = "ipv6CidrBlockState", .shape = &shape_SubnetCidrBlockState },
        { .name = "Ipv6AddressAttribute", .wire = "ipv6AddressAttribute", .shape = &scalar_string },
        { .name = "IpSource", .wire = "ipSource", .shape = &scalar_string }, }, .member_count = 5, .type = AWS_STRUCTURE };
static const struct aws_shape shape_SubnetIpv6CidrBlockAssociationSet = { .name = "SubnetIpv6CidrBlockAssociationSet", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_SubnetIpv6CidrBlockAssociation }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_SubnetList = { .name = "SubnetList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_Subnet }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_SupportedIpAddressTypes = { .name = "SupportedIpAddressTypes", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_Tag = { .name = "Tag", .members = (const struct aws_member[]){
        { .name = "Key", .wire = "key", .shape = &scalar_string },
        { .name = "Value", .wire = "value", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_TagDescription = { .name = "TagDescription", .members = (const struct aws_member[]){
        { .name = "Key", .wire = "key", .shape = &scalar_string },
        { .name = "ResourceId", .wire = "resourceId", .shape = &scalar_string },
        { .name = "ResourceType", .wire = "resourceType", .shape = &scalar_string },
        { .name = "Value", .wire = "value", .shape = &scalar_string }, }, .member_count = 4, .type = AWS_STRUCTURE };
static const struct aws_shape shape_TagDescriptionList = { .name = "TagDescriptionList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_TagDescription }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_TagList = { .name = "TagList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_Tag }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_TagSpecification = { .name = "TagSpecification", .members = (const struct aws_member[]){
        { .name = "ResourceType", .wire = "resourceType", .shape = &scalar_string },
        { .name = "Tags", .wire = "Tag", .shape = &shape_TagList }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_TagSpecificationList = { .name = "TagSpecificationList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_TagSpecification }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_UnsuccessfulItem = { .name = "UnsuccessfulItem", .members = (const struct aws_member[]){
        { .name = "Error", .wire = "error", .shape = &shape_UnsuccessfulItemError },
        { .name = "ResourceId", .wire = "resourceId", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_UnsuccessfulItemError = { .name = "UnsuccessfulItemError", .members = (const struct aws_member[]){
        { .name = "Code", .wire = "code", .shape = &scalar_string },
        { .name = "Message", .wire = "message", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_UnsuccessfulItemSet = { .name = "UnsuccessfulItemSet", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_UnsuccessfulItem }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_UpdateSecurityGroupRuleDescriptionsEgressRequest = { .name = "UpdateSecurityGroupRuleDescriptionsEgressRequest", .members = (const struct aws_member[]){
        { .name = "DryRun", .shape = &scalar_boolean },
        { .name = "GroupId", .shape = &scalar_string },
        { .name = "GroupName", .shape = &scalar_string },
        { .name = "IpPermissions", .shape = &shape_IpPermissionList },
        { .name = "SecurityGroupRuleDescriptions", .wire = "SecurityGroupRuleDescription", .shape = &shape_SecurityGroupRuleDescriptionList }, }, .member_count = 5, .type = AWS_STRUCTURE };
static const struct aws_shape shape_UpdateSecurityGroupRuleDescriptionsEgressResult = { .name = "UpdateSecurityGroupRuleDescriptionsEgressResult", .members = (const struct aws_member[]){
        { .name = "Return", .wire = "return", .shape = &scalar_boolean }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_UpdateSecurityGroupRuleDescriptionsIngressRequest = { .name = "UpdateSecurityGroupRuleDescriptionsIngressRequest", .members = (const struct aws_member[]){
        { .name = "DryRun", .shape = &scalar_boolean },
        { .name = "GroupId", .shape = &scalar_string },
        { .name = "GroupName", .shape = &scalar_string },
        { .name = "IpPermissions", .shape = &shape_IpPermissionList },
        { .name = "SecurityGroupRuleDescriptions", .wire = "SecurityGroupRuleDescription", .shape = &shape_SecurityGroupRuleDescriptionList }, }, .member_count = 5, .type = AWS_STRUCTURE };
static const struct aws_shape shape_UpdateSecurityGroupRuleDescriptionsIngressResult = { .name = "UpdateSecurityGroupRuleDescriptionsIngressResult", .members = (const struct aws_member[]){
        { .name = "Return", .wire = "return", .shape = &scalar_boolean }, }, .member_count = 1, .type = AWS_STRUCTURE };
static const struct aws_shape shape_UserIdGroupPair = { .name = "UserIdGroupPair", .members = (const struct aws_member[]){
        { .name = "Description", .wire = "description", .shape = &scalar_string },
        { .name = "UserId", .wire = "userId", .shape = &scalar_string },
        { .name = "GroupName", .wire = "groupName", .shape = &scalar_string },
        { .name = "GroupId", .wire = "groupId", .shape = &scalar_string },
        { .name = "VpcId", .wire = "vpcId", .shape = &scalar_string },
        { .name = "VpcPeeringConnectionId", .wire = "vpcPeeringConnectionId", .shape = &scalar_string },
        { .name = "PeeringStatus", .wire = "peeringStatus", .shape = &scalar_string }, }, .member_count = 7, .type = AWS_STRUCTURE };
static const struct aws_shape shape_UserIdGroupPairList = { .name = "UserIdGroupPairList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_UserIdGroupPair }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_ValueStringList = { .name = "ValueStringList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_Vpc = { .name = "Vpc", .members = (const struct aws_member[]){
        { .name = "OwnerId", .wire = "ownerId", .shape = &scalar_string },
        { .name = "InstanceTenancy", .wire = "instanceTenancy", .shape = &scalar_string },
        { .name = "Ipv6CidrBlockAssociationSet", .wire = "ipv6CidrBlockAssociationSet", .shape = &shape_VpcIpv6CidrBlockAssociationSet },
        { .name = "CidrBlockAssociationSet", .wire = "cidrBlockAssociationSet", .shape = &shape_VpcCidrBlockAssociationSet },
        { .name = "IsDefault", .wire = "isDefault", .shape = &scalar_boolean },
        { .name = "EncryptionControl", .wire = "encryptionControl", .shape = &shape_VpcEncryptionControl },
        { .name = "Tags", .wire = "tagSet", .shape = &shape_TagList },
        { .name = "BlockPublicAccessStates", .wire = "blockPublicAccessStates", .shape = &shape_BlockPublicAccessStates },
        { .name = "VpcId", .wire = "vpcId", .shape = &scalar_string },
        { .name = "State", .wire = "state", .shape = &scalar_string },
        { .name = "CidrBlock", .wire = "cidrBlock", .shape = &scalar_string },
        { .name = "DhcpOptionsId", .wire = "dhcpOptionsId", .shape = &scalar_string }, }, .member_count = 12, .type = AWS_STRUCTURE };
static const struct aws_shape shape_VpcCidrBlockAssociation = { .name = "VpcCidrBlockAssociation", .members = (const struct aws_member[]){
        { .name = "AssociationId", .wire = "associationId", .shape = &scalar_string },
        { .name = "CidrBlock", .wire = "cidrBlock", .shape = &scalar_string },
        { .name = "CidrBlockState", .wire = "cidrBlockState", .shape = &shape_VpcCidrBlockState }, }, .member_count = 3, .type = AWS_STRUCTURE };
static const struct aws_shape shape_VpcCidrBlockAssociationSet = { .name = "VpcCidrBlockAssociationSet", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_VpcCidrBlockAssociation }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_VpcCidrBlockState = { .name = "VpcCidrBlockState", .members = (const struct aws_member[]){
        { .name = "State", .wire = "state", .shape = &scalar_string },
        { .name = "StatusMessage", .wire = "statusMessage", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_VpcEncryptionControl = { .name = "VpcEncryptionControl", .members = (const struct aws_member[]){
        { .name = "VpcId", .wire = "vpcId", .shape = &scalar_string },
        { .name = "VpcEncryptionControlId", .wire = "vpcEncryptionControlId", .shape = &scalar_string },
        { .name = "Mode", .wire = "mode", .shape = &scalar_string },
        { .name = "State", .wire = "state", .shape = &scalar_string },
        { .name = "StateMessage", .wire = "stateMessage", .shape = &scalar_string },
        { .name = "ResourceExclusions", .wire = "resourceExclusions", .shape = &shape_VpcEncryptionControlExclusions },
        { .name = "Tags", .wire = "tagSet", .shape = &shape_TagList }, }, .member_count = 7, .type = AWS_STRUCTURE };
static const struct aws_shape shape_VpcEncryptionControlConfiguration = { .name = "VpcEncryptionControlConfiguration", .members = (const struct aws_member[]){
        { .name = "Mode", .shape = &scalar_string, .required = true },
        { .name = "InternetGatewayExclusion", .shape = &scalar_string },
        { .name = "EgressOnlyInternetGatewayExclusion", .shape = &scalar_string },
        { .name = "NatGatewayExclusion", .shape = &scalar_string },
        { .name = "VirtualPrivateGatewayExclusion", .shape = &scalar_string },
        { .name = "VpcPeeringExclusion", .shape = &scalar_string },
        { .name = "LambdaExclusion", .shape = &scalar_string },
        { .name = "VpcLatticeExclusion", .shape = &scalar_string },
        { .name = "ElasticFileSystemExclusion", .shape = &scalar_string }, }, .member_count = 9, .type = AWS_STRUCTURE };
static const struct aws_shape shape_VpcEncryptionControlExclusion = { .name = "VpcEncryptionControlExclusion", .members = (const struct aws_member[]){
        { .name = "State", .wire = "state", .shape = &scalar_string },
        { .name = "StateMessage", .wire = "stateMessage", .shape = &scalar_string }, }, .member_count = 2, .type = AWS_STRUCTURE };
static const struct aws_shape shape_VpcEncryptionControlExclusions = { .name = "VpcEncryptionControlExclusions", .members = (const struct aws_member[]){
        { .name = "InternetGateway", .wire = "internetGateway", .shape = &shape_VpcEncryptionControlExclusion },
        { .name = "EgressOnlyInternetGateway", .wire = "egressOnlyInternetGateway", .shape = &shape_VpcEncryptionControlExclusion },
        { .name = "NatGateway", .wire = "natGateway", .shape = &shape_VpcEncryptionControlExclusion },
        { .name = "VirtualPrivateGateway", .wire = "virtualPrivateGateway", .shape = &shape_VpcEncryptionControlExclusion },
        { .name = "VpcPeering", .wire = "vpcPeering", .shape = &shape_VpcEncryptionControlExclusion },
        { .name = "Lambda", .wire = "lambda", .shape = &shape_VpcEncryptionControlExclusion },
        { .name = "VpcLattice", .wire = "vpcLattice", .shape = &shape_VpcEncryptionControlExclusion },
        { .name = "ElasticFileSystem", .wire = "elasticFileSystem", .shape = &shape_VpcEncryptionControlExclusion }, }, .member_count = 8, .type = AWS_STRUCTURE };
static const struct aws_shape shape_VpcEndpoint = { .name = "VpcEndpoint", .members = (const struct aws_member[]){
        { .name = "VpcEndpointId", .wire = "vpcEndpointId", .shape = &scalar_string },
        { .name = "VpcEndpointType", .wire = "vpcEndpointType", .shape = &scalar_string },
        { .name = "VpcId", .wire = "vpcId", .shape = &scalar_string },
        { .name = "ServiceName", .wire = "serviceName", .shape = &scalar_string },
        { .name = "State", .wire = "state", .shape = &scalar_string },
        { .name = "PolicyDocument", .wire = "policyDocument", .shape = &scalar_string },
        { .name = "RouteTableIds", .wire = "routeTableIdSet", .shape = &shape_ValueStringList },
        { .name = "SubnetIds", .wire = "subnetIdSet", .shape = &shape_ValueStringList },
        { .name = "Groups", .wire = "groupSet", .shape = &shape_GroupIdentifierSet },
        { .name = "IpAddressType", .wire = "ipAddressType", .shape = &scalar_string },
        { .name = "DnsOptions", .wire = "dnsOptions", .shape = &shape_DnsOptions },
        { .name = "PrivateDnsEnabled", .wire = "privateDnsEnabled", .shape = &scalar_boolean },
        { .name = "RequesterManaged", .wire = "requesterManaged", .shape = &scalar_boolean },
        { .name = "NetworkInterfaceIds", .wire = "networkInterfaceIdSet", .shape = &shape_ValueStringList },
        { .name = "DnsEntries", .wire = "dnsEntrySet", .shape = &shape_DnsEntrySet },
        { .name = "CreationTimestamp", .wire = "creationTimestamp", .shape = &scalar_timestamp },
        { .name = "Tags", .wire = "tagSet", .shape = &shape_TagList },
        { .name = "OwnerId", .wire = "ownerId", .shape = &scalar_string },
        { .name = "LastError", .wire = "lastError", .shape = &shape_LastError },
        { .name = "Ipv4Prefixes", .wire = "ipv4PrefixSet", .shape = &shape_SubnetIpPrefixesList },
        { .name = "Ipv6Prefixes", .wire = "ipv6PrefixSet", .shape = &shape_SubnetIpPrefixesList },
        { .name = "FailureReason", .wire = "failureReason", .shape = &scalar_string },
        { .name = "ServiceNetworkArn", .wire = "serviceNetworkArn", .shape = &scalar_string },
        { .name = "ResourceConfigurationArn", .wire = "resourceConfigurationArn", .shape = &scalar_string },
        { .name = "ServiceRegion", .wire = "serviceRegion", .shape = &scalar_string }, }, .member_count = 25, .type = AWS_STRUCTURE };
static const struct aws_shape shape_VpcEndpointIdList = { .name = "VpcEndpointIdList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_VpcEndpointRouteTableIdList = { .name = "VpcEndpointRouteTableIdList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_VpcEndpointSecurityGroupIdList = { .name = "VpcEndpointSecurityGroupIdList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_VpcEndpointSet = { .name = "VpcEndpointSet", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_VpcEndpoint }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_VpcEndpointSubnetIdList = { .name = "VpcEndpointSubnetIdList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_VpcIdStringList = { .name = "VpcIdStringList", .members = (const struct aws_member[]){
        { .wire = "VpcId", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_VpcIpv6CidrBlockAssociation = { .name = "VpcIpv6CidrBlockAssociation", .members = (const struct aws_member[]){
        { .name = "AssociationId", .wire = "associationId", .shape = &scalar_string },
        { .name = "Ipv6CidrBlock", .wire = "ipv6CidrBlock", .shape = &scalar_string },
        { .name = "Ipv6CidrBlockState", .wire = "ipv6CidrBlockState", .shape = &shape_VpcCidrBlockState },
        { .name = "NetworkBorderGroup", .wire = "networkBorderGroup", .shape = &scalar_string },
        { .name = "Ipv6Pool", .wire = "ipv6Pool", .shape = &scalar_string },
        { .name = "Ipv6AddressAttribute", .wire = "ipv6AddressAttribute", .shape = &scalar_string },
        { .name = "IpSource", .wire = "ipSource", .shape = &scalar_string }, }, .member_count = 7, .type = AWS_STRUCTURE };
static const struct aws_shape shape_VpcIpv6CidrBlockAssociationSet = { .name = "VpcIpv6CidrBlockAssociationSet", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_VpcIpv6CidrBlockAssociation }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_VpcList = { .name = "VpcList", .members = (const struct aws_member[]){
        { .wire = "item", .shape = &shape_Vpc }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_ZoneIdStringList = { .name = "ZoneIdStringList", .members = (const struct aws_member[]){
        { .wire = "ZoneId", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_LIST };
static const struct aws_shape shape_ZoneNameStringList = { .name = "ZoneNameStringList", .members = (const struct aws_member[]){
        { .wire = "ZoneName", .shape = &scalar_string }, }, .member_count = 1, .type = AWS_LIST };

static const struct aws_operation operations[] = {
    { .name = "AllocateAddress", .method = "POST", .uri = "/", .input = &shape_AllocateAddressRequest, .output = &shape_AllocateAddressResult },
    { .name = "AssociateRouteTable", .method = "POST", .uri = "/", .input = &shape_AssociateRouteTableRequest, .output = &shape_AssociateRouteTableResult },
    { .name = "AssociateSubnetCidrBlock", .method = "POST", .uri = "/", .input = &shape_AssociateSubnetCidrBlockRequest, .output = &shape_AssociateSubnetCidrBlockResult },
    { .name = "AssociateVpcCidrBlock", .method = "POST", .uri = "/", .input = &shape_AssociateVpcCidrBlockRequest, .output = &shape_AssociateVpcCidrBlockResult },
    { .name = "AttachInternetGateway", .method = "POST", .uri = "/", .input = &shape_AttachInternetGatewayRequest },
    { .name = "AuthorizeSecurityGroupEgress", .method = "POST", .uri = "/", .input = &shape_AuthorizeSecurityGroupEgressRequest, .output = &shape_AuthorizeSecurityGroupEgressResult },
    { .name = "AuthorizeSecurityGroupIngress", .method = "POST", .uri = "/", .input = &shape_AuthorizeSecurityGroupIngressRequest, .output = &shape_AuthorizeSecurityGroupIngressResult },
    { .name = "CreateEgressOnlyInternetGateway", .method = "POST", .uri = "/", .input = &shape_CreateEgressOnlyInternetGatewayRequest, .output = &shape_CreateEgressOnlyInternetGatewayResult },
    { .name = "CreateFlowLogs", .method = "POST", .uri = "/", .input = &shape_CreateFlowLogsRequest, .output = &shape_CreateFlowLogsResult },
    { .name = "CreateInternetGateway", .method = "POST", .uri = "/", .input = &shape_CreateInternetGatewayRequest, .output = &shape_CreateInternetGatewayResult },
    { .name = "CreateNatGateway", .method = "POST", .uri = "/", .input = &shape_CreateNatGatewayRequest, .output = &shape_CreateNatGatewayResult },
    { .name = "CreateRoute", .method = "POST", .uri = "/", .input = &shape_CreateRouteRequest, .output = &shape_CreateRouteResult },
    { .name = "CreateRouteTable", .method = "POST", .uri = "/", .input = &shape_CreateRouteTableRequest, .output = &shape_CreateRouteTableResult },
    { .name = "CreateSecurityGroup", .method = "POST", .uri = "/", .input = &shape_CreateSecurityGroupRequest, .output = &shape_CreateSecurityGroupResult },
    { .name = "CreateSubnet", .method = "POST", .uri = "/", .input = &shape_CreateSubnetRequest, .output = &shape_CreateSubnetResult },
    { .name = "CreateTags", .method = "POST", .uri = "/", .input = &shape_CreateTagsRequest },
    { .name = "CreateVpc", .method = "POST", .uri = "/", .input = &shape_CreateVpcRequest, .output = &shape_CreateVpcResult },
    { .name = "CreateVpcEndpoint", .method = "POST", .uri = "/", .input = &shape_CreateVpcEndpointRequest, .output = &shape_CreateVpcEndpointResult },
    { .name = "DeleteEgressOnlyInternetGateway", .method = "POST", .uri = "/", .input = &shape_DeleteEgressOnlyInternetGatewayRequest, .output = &shape_DeleteEgressOnlyInternetGatewayResult },
    { .name = "DeleteFlowLogs", .method = "POST", .uri = "/", .input = &shape_DeleteFlowLogsRequest, .output = &shape_DeleteFlowLogsResult },
    { .name = "DeleteInternetGateway", .method = "POST", .uri = "/", .input = &shape_DeleteInternetGatewayRequest },
    { .name = "DeleteNatGateway", .method = "POST", .uri = "/", .input = &shape_DeleteNatGatewayRequest, .output = &shape_DeleteNatGatewayResult },
    { .name = "DeleteRoute", .method = "POST", .uri = "/", .input = &shape_DeleteRouteRequest },
    { .name = "DeleteRouteTable", .method = "POST", .uri = "/", .input = &shape_DeleteRouteTableRequest },
    { .name = "DeleteSecurityGroup", .method = "POST", .uri = "/", .input = &shape_DeleteSecurityGroupRequest, .output = &shape_DeleteSecurityGroupResult },
    { .name = "DeleteSubnet", .method = "POST", .uri = "/", .input = &shape_DeleteSubnetRequest },
    { .name = "DeleteTags", .method = "POST", .uri = "/", .input = &shape_DeleteTagsRequest },
    { .name = "DeleteVpc", .method = "POST", .uri = "/", .input = &shape_DeleteVpcRequest },
    { .name = "DeleteVpcEndpoints", .method = "POST", .uri = "/", .input = &shape_DeleteVpcEndpointsRequest, .output = &shape_DeleteVpcEndpointsResult },
    { .name = "DescribeAddresses", .method = "POST", .uri = "/", .input = &shape_DescribeAddressesRequest, .output = &shape_DescribeAddressesResult },
    { .name = "DescribeAvailabilityZones", .method = "POST", .uri = "/", .input = &shape_DescribeAvailabilityZonesRequest, .output = &shape_DescribeAvailabilityZonesResult },
    { .name = "DescribeEgressOnlyInternetGateways", .method = "POST", .uri = "/", .input = &shape_DescribeEgressOnlyInternetGatewaysRequest, .output = &shape_DescribeEgressOnlyInternetGatewaysResult, .pages = &(const struct aws_pages){ .input_tokens = (const char *const[]){ "NextToken", NULL }, .output_tokens = (const char *const[]){ "NextToken", NULL }, .result_keys = (const char *const[]){ "EgressOnlyInternetGateways", NULL }, .limit_key = "MaxResults" } },
    { .name = "DescribeFlowLogs", .method = "POST", .uri = "/", .input = &shape_DescribeFlowLogsRequest, .output = &shape_DescribeFlowLogsResult, .pages = &(const struct aws_pages){ .input_tokens = (const char *const[]){ "NextToken", NULL }, .output_tokens = (const char *const[]){ "NextToken", NULL }, .result_keys = (const char *const[]){ "FlowLogs", NULL }, .limit_key = "MaxResults" } },
    { .name = "DescribeInternetGateways", .method = "POST", .uri = "/", .input = &shape_DescribeInternetGatewaysRequest, .output = &shape_DescribeInternetGatewaysResult, .pages = &(const struct aws_pages){ .input_tokens = (const char *const[]){ "NextToken", NULL }, .output_tokens = (const char *const[]){ "NextToken", NULL }, .result_keys = (const char *const[]){ "InternetGateways", NULL }, .limit_key = "MaxResults" } },
    { .name = "DescribeManagedPrefixLists", .method = "POST", .uri = "/", .input = &shape_DescribeManagedPrefixListsRequest, .output = &shape_DescribeManagedPrefixListsResult, .pages = &(const struct aws_pages){ .input_tokens = (const char *const[]){ "NextToken", NULL }, .output_tokens = (const char *const[]){ "NextToken", NULL }, .result_keys = (const char *const[]){ "PrefixLists", NULL }, .limit_key = "MaxResults" } },
    { .name = "DescribeNatGateways", .method = "POST", .uri = "/", .input = &shape_DescribeNatGatewaysRequest, .output = &shape_DescribeNatGatewaysResult, .pages = &(const struct aws_pages){ .input_tokens = (const char *const[]){ "NextToken", NULL }, .output_tokens = (const char *const[]){ "NextToken", NULL }, .result_keys = (const char *const[]){ "NatGateways", NULL }, .limit_key = "MaxResults" } },
    { .name = "DescribeNetworkAcls", .method = "POST", .uri = "/", .input = &shape_DescribeNetworkAclsRequest, .output = &shape_DescribeNetworkAclsResult, .pages = &(const struct aws_pages){ .input_tokens = (const char *const[]){ "NextToken", NULL }, .output_tokens = (const char *const[]){ "NextToken", NULL }, .result_keys = (const char *const[]){ "NetworkAcls", NULL }, .limit_key = "MaxResults" } },
    { .name = "DescribeNetworkInterfaces", .method = "POST", .uri = "/", .input = &shape_DescribeNetworkInterfacesRequest, .output = &shape_DescribeNetworkInterfacesResult, .pages = &(const struct aws_pages){ .input_tokens = (const char *const[]){ "NextToken", NULL }, .output_tokens = (const char *const[]){ "NextToken", NULL }, .result_keys = (const char *const[]){ "NetworkInterfaces", NULL }, .limit_key = "MaxResults" } },
    { .name = "DescribePrefixLists", .method = "POST", .uri = "/", .input = &shape_DescribePrefixListsRequest, .output = &shape_DescribePrefixListsResult, .pages = &(const struct aws_pages){ .input_tokens = (const char *const[]){ "NextToken", NULL }, .output_tokens = (const char *const[]){ "NextToken", NULL }, .result_keys = (const char *const[]){ "PrefixLists", NULL }, .limit_key = "MaxResults" } },
    { .name = "DescribeRegions", .method = "POST", .uri = "/", .input = &shape_DescribeRegionsRequest, .output = &shape_DescribeRegionsResult },
    { .name = "DescribeRouteTables", .method = "POST", .uri = "/", .input = &shape_DescribeRouteTablesRequest, .output = &shape_DescribeRouteTablesResult, .pages = &(const struct aws_pages){ .input_tokens = (const char *const[]){ "NextToken", NULL }, .output_tokens = (const char *const[]){ "NextToken", NULL }, .result_keys = (const char *const[]){ "RouteTables", NULL }, .limit_key = "MaxResults" } },
    { .name = "DescribeSecurityGroupRules", .method = "POST", .uri = "/", .input = &shape_DescribeSecurityGroupRulesRequest, .output = &shape_DescribeSecurityGroupRulesResult, .pages = &(const struct aws_pages){ .input_tokens = (const char *const[]){ "NextToken", NULL }, .output_tokens = (const char *const[]){ "NextToken", NULL }, .result_keys = (const char *const[]){ "SecurityGroupRules", NULL }, .limit_key = "MaxResults" } },
    { .name = "DescribeSecurityGroups", .method = "POST", .uri = "/", .input = &shape_DescribeSecurityGroupsRequest, .output = &shape_DescribeSecurityGroupsResult, .pages = &(const struct aws_pages){ .input_tokens = (const char *const[]){ "NextToken", NULL }, .output_tokens = (const char *const[]){ "NextToken", NULL }, .result_keys = (const char *const[]){ "SecurityGroups", NULL }, .limit_key = "MaxResults" } },
    { .name = "DescribeSubnets", .method = "POST", .uri = "/", .input = &shape_DescribeSubnetsRequest, .output = &shape_DescribeSubnetsResult, .pages = &(const struct aws_pages){ .input_tokens = (const char *const[]){ "NextToken", NULL }, .output_tokens = (const char *const[]){ "NextToken", NULL }, .result_keys = (const char *const[]){ "Subnets", NULL }, .limit_key = "MaxResults" } },
    { .name = "DescribeTags", .method = "POST", .uri = "/", .input = &shape_DescribeTagsRequest, .output = &shape_DescribeTagsResult, .pages = &(const struct aws_pages){ .input_tokens = (const char *const[]){ "NextToken", NULL }, .output_tokens = (const char *const[]){ "NextToken", NULL }, .result_keys = (const char *const[]){ "Tags", NULL }, .limit_key = "MaxResults" } },
    { .name = "DescribeVpcAttribute", .method = "POST", .uri = "/", .input = &shape_DescribeVpcAttributeRequest, .output = &shape_DescribeVpcAttributeResult },
    { .name = "DescribeVpcEndpointServices", .method = "POST", .uri = "/", .input = &shape_DescribeVpcEndpointServicesRequest, .output = &shape_DescribeVpcEndpointServicesResult, .pages = &(const struct aws_pages){ .input_tokens = (const char *const[]){ "NextToken", NULL }, .output_tokens = (const char *const[]){ "NextToken", NULL }, .result_keys = (const char *const[]){ "ServiceDetails", "ServiceNames", NULL }, .limit_key = "MaxResults" } },
    { .name = "DescribeVpcEndpoints", .method = "POST", .uri = "/", .input = &shape_DescribeVpcEndpointsRequest, .output = &shape_DescribeVpcEndpointsResult, .pages = &(const struct aws_pages){ .input_tokens = (const char *const[]){ "NextToken", NULL }, .output_tokens = (const char *const[]){ "NextToken", NULL }, .result_keys = (const char *const[]){ "VpcEndpoints", NULL }, .limit_key = "MaxResults" } },
    { .name = "DescribeVpcs", .method = "POST", .uri = "/", .input = &shape_DescribeVpcsRequest, .output = &shape_DescribeVpcsResult, .pages = &(const struct aws_pages){ .input_tokens = (const char *const[]){ "NextToken", NULL }, .output_tokens = (const char *const[]){ "NextToken", NULL }, .result_keys = (const char *const[]){ "Vpcs", NULL }, .limit_key = "MaxResults" } },
    { .name = "DetachInternetGateway", .method = "POST", .uri = "/", .input = &shape_DetachInternetGatewayRequest },
    { .name = "DisassociateRouteTable", .method = "POST", .uri = "/", .input = &shape_DisassociateRouteTableRequest },
    { .name = "DisassociateSubnetCidrBlock", .method = "POST", .uri = "/", .input = &shape_DisassociateSubnetCidrBlockRequest, .output = &shape_DisassociateSubnetCidrBlockResult },
    { .name = "DisassociateVpcCidrBlock", .method = "POST", .uri = "/", .input = &shape_DisassociateVpcCidrBlockRequest, .output = &shape_DisassociateVpcCidrBlockResult },
    { .name = "ModifySecurityGroupRules", .method = "POST", .uri = "/", .input = &shape_ModifySecurityGroupRulesRequest, .output = &shape_ModifySecurityGroupRulesResult },
    { .name = "ModifySubnetAttribute", .method = "POST", .uri = "/", .input = &shape_ModifySubnetAttributeRequest },
    { .name = "ModifyVpcAttribute", .method = "POST", .uri = "/", .input = &shape_ModifyVpcAttributeRequest },
    { .name = "ModifyVpcEndpoint", .method = "POST", .uri = "/", .input = &shape_ModifyVpcEndpointRequest, .output = &shape_ModifyVpcEndpointResult },
    { .name = "ModifyVpcTenancy", .method = "POST", .uri = "/", .input = &shape_ModifyVpcTenancyRequest, .output = &shape_ModifyVpcTenancyResult },
    { .name = "ReleaseAddress", .method = "POST", .uri = "/", .input = &shape_ReleaseAddressRequest },
    { .name = "ReplaceRoute", .method = "POST", .uri = "/", .input = &shape_ReplaceRouteRequest },
    { .name = "ReplaceRouteTableAssociation", .method = "POST", .uri = "/", .input = &shape_ReplaceRouteTableAssociationRequest, .output = &shape_ReplaceRouteTableAssociationResult },
    { .name = "RevokeSecurityGroupEgress", .method = "POST", .uri = "/", .input = &shape_RevokeSecurityGroupEgressRequest, .output = &shape_RevokeSecurityGroupEgressResult },
    { .name = "RevokeSecurityGroupIngress", .method = "POST", .uri = "/", .input = &shape_RevokeSecurityGroupIngressRequest, .output = &shape_RevokeSecurityGroupIngressResult },
    { .name = "UpdateSecurityGroupRuleDescriptionsEgress", .method = "POST", .uri = "/", .input = &shape_UpdateSecurityGroupRuleDescriptionsEgressRequest, .output = &shape_UpdateSecurityGroupRuleDescriptionsEgressResult },
    { .name = "UpdateSecurityGroupRuleDescriptionsIngress", .method = "POST", .uri = "/", .input = &shape_UpdateSecurityGroupRuleDescriptionsIngressRequest, .output = &shape_UpdateSecurityGroupRuleDescriptionsIngressResult },
};

extern const struct aws_service aws_model_ec2;
const struct aws_service aws_model_ec2 = { .name = "ec2", .endpoint_prefix = "ec2", .signing_name = "ec2", .api_version = "2016-11-15", .xml_uri = "http://ec2.amazonaws.com/doc/2016-11-15", .operations = operations, .operation_count = 65, .protocol = AWS_EC2 };
