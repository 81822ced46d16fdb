// Written by tools/sample-catalog/make-vocabulary.py: do not edit.
// swift-format-ignore-file
extension Vocabulary {
  /// Azure regions: id, tab, name. Origin: microsoft/finops-toolkit, MIT.
  static let regionsText = #"""
    asiapacific	Asia Pacific
    australia	Australia
    australiacentral	Australia Central
    australiacentral2	Australia Central 2
    australiaeast	Australia East
    australiasoutheast	Australia Southeast
    austriaeast	Austria East
    azurestack	Azure Stack
    belgiumcentral	Belgium Central
    brazilsouth	Brazil South
    brazilsoutheast	Brazil Southeast
    canadacentral	Canada Central
    canadaeast	Canada East
    centralindia	Central India
    centralus	Central US
    centraluseuap	Central US EUAP
    chilecentral	Chile Central
    denmarkeast	Denmark East
    eastasia	East Asia
    eastus	East US
    eastus2	East US 2
    eastus2euap	East US 2 EUAP
    eastus3	East US 3
    finlandcentral	Finland Central
    francecentral	France Central
    francesouth	France South
    global	Global
    greececentral	Greece Central
    indiasouthcentral	India South Central
    indonesiacentral	Indonesia Central
    israelcentral	Israel Central
    italynorth	Italy North
    japan	Japan
    japaneast	Japan East
    japanwest	Japan West
    jioindiacentral	Jio India Central
    jioindiawest	Jio India West
    koreacentral	Korea Central
    koreasouth	Korea South
    malaysiasouth	Malaysia South
    malaysiawest	Malaysia West
    mexicocentral	Mexico Central
    newzealandnorth	New Zealand North
    northcentralus	North Central US
    northeurope	North Europe
    norwayeast	Norway East
    norwaywest	Norway West
    polandcentral	Poland Central
    qatarcentral	Qatar Central
    saudiarabiaeast	Saudi Arabia East
    singaporecentral	Singapore Central
    southafricanorth	South Africa North
    southafricawest	South Africa West
    southcentralus	South Central US
    southcentralus2	South Central US 2
    southcentralusstg	South Central US STG
    southeastasia	Southeast Asia
    southeastus	Southeast US
    southindia	South India
    spaincentral	Spain Central
    swedencentral	Sweden Central
    swedensouth	Sweden South
    switzerlandnorth	Switzerland North
    switzerlandwest	Switzerland West
    taiwannorth	Taiwan North
    taiwannorthwest	Taiwan Northwest
    uaecentral	UAE Central
    uaenorth	UAE North
    uknorth	UK North
    uksouth	UK South
    uksouth2	UK South 2
    ukwest	UK West
    unitedstates	United States
    westcentralus	West Central US
    westeurope	West Europe
    westindia	West India
    westus	West US
    westus2	West US 2
    westus3	West US 3
    """#
}
